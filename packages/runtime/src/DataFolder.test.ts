import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import { ConfigProvider, Effect, Runtime } from "effect";
import { DataFolder, dataFolderExists, prepareDataFolder } from "./DataFolder.ts";

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "rapport-folder-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
);

it.effect("is made for this user alone, with its parts", () =>
  Effect.gen(function* () {
    const root = join(yield* temporary, "a", "b");
    const paths = yield* prepareDataFolder(root, "--data");
    for (const folder of [root, paths.warehouseFolder, paths.runFolder]) {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    }
    expect(yield* dataFolderExists(root)).toBe(false);
    writeFileSync(paths.logFile, "");
    expect(yield* dataFolderExists(root)).toBe(true);
    yield* prepareDataFolder(root, "--data");
  }),
);

it.effect("a file in its place is refused, by the name of the setting", () =>
  Effect.gen(function* () {
    const root = join(yield* temporary, "file");
    writeFileSync(root, "");
    const layer = DataFolder.layer;
    const env = ConfigProvider.layer(ConfigProvider.fromEnv({ env: { RAPPORT_DATA: root } }));
    const error = yield* Effect.flip(Effect.scoped(Effect.provide(DataFolder, layer))).pipe(
      Effect.provide(env),
    );
    expect(error.message).toBe(`RAPPORT_DATA: folder ${root} is not a folder`);
    expect(Runtime.getErrorExitCode(error)).toBe(2);
  }),
);

const isRoot = process.getuid?.() === 0;
it.effect("a folder that cannot be written is refused", () =>
  Effect.gen(function* () {
    const parent = yield* temporary;
    // Root may write anywhere but into the kernel's own file system.
    const root = isRoot ? "/proc/rapport" : join(parent, "closed");
    if (!isRoot) chmodSync(parent, 0o500);
    const error = yield* Effect.flip(prepareDataFolder(root, "RAPPORT_DATA"));
    if (!isRoot) chmodSync(parent, 0o700);
    expect(error.message).toContain(`RAPPORT_DATA: folder ${root}`);
    expect(error.action).toContain("--data DIR");
    if (!isRoot) expect(error.message).toContain("is not writable");
  }),
);
