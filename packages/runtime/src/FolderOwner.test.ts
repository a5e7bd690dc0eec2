import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import { Effect, Layer, Runtime } from "effect";
import { DataFolder } from "./DataFolder.ts";
import { claimFolder, whileOwnerLives } from "./FolderOwner.ts";

const temporaryFolder = Layer.unwrap(
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "rapport-owner-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
    ),
    (root) => DataFolder.layerAt(root),
  ),
);

const up = { command: "rapport up", lasting: true, projects: true };
const report = { command: "rapport report clients", lasting: false, projects: true, waitMs: 300 };

it.live("a single command attaches to a lasting one, and takes the folder when that is gone", () =>
  Effect.gen(function* () {
    yield* Effect.scoped(
      Effect.gen(function* () {
        expect(yield* claimFolder(up)).toEqual({ role: "owner" });
        expect(yield* claimFolder(report)).toEqual({
          role: "attached",
          owner: { pid: process.pid, command: "rapport up", lasting: true, projects: true },
        });
      }),
    );
    expect(yield* Effect.scoped(claimFolder(report))).toEqual({ role: "owner" });
  }).pipe(Effect.provide(temporaryFolder)),
);

it.live("two lasting ones on one folder: a clear refusal with exit code 3", () =>
  Effect.gen(function* () {
    yield* claimFolder(up);
    const busy = yield* Effect.flip(claimFolder(up));
    expect(busy.message).toContain("is in use by `rapport up` (process");
    expect(Runtime.getErrorExitCode(busy)).toBe(3);
  }).pipe(Effect.scoped, Effect.provide(temporaryFolder)),
);

it.live("a single command waits for a single command, but not for ever", () =>
  Effect.gen(function* () {
    yield* claimFolder(report);
    const busy = yield* Effect.flip(claimFolder(report));
    expect(busy.message).toContain("`rapport report clients`");
  }).pipe(Effect.scoped, Effect.provide(temporaryFolder)),
);

it.live("a left-over record says nothing of the present owner", () =>
  Effect.gen(function* () {
    const { ownerFile } = yield* DataFolder;
    yield* claimFolder(report);
    writeFileSync(
      ownerFile,
      JSON.stringify({ pid: 1, command: "rapport up", lasting: true, projects: true }),
    );
    const busy = yield* Effect.flip(claimFolder({ ...report, waitMs: 0 }));
    expect(busy.message).toContain(`process ${process.pid}`);
  }).pipe(Effect.scoped, Effect.provide(temporaryFolder)),
);

it.live("the end of an owner is noticed", () =>
  Effect.gen(function* () {
    const child = spawn(process.execPath, ["-e", ""]);
    yield* Effect.promise(() => once(child, "exit"));
    const owner = { pid: child.pid!, command: "rapport up", lasting: true, projects: true };
    expect((yield* Effect.flip(whileOwnerLives(owner))).owner).toEqual(owner);
  }),
);
