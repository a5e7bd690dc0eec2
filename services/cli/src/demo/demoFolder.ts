import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataFolder, pathsOf } from "@rapport/runtime/DataFolder";
import { usageError } from "@rapport/runtime/Failure";
import { Installation } from "@rapport/runtime/Installation";
import { Effect, Layer, Option } from "effect";
import { userPath } from "../paths.ts";
import { rapport } from "../rapport.ts";

/** A folder of its own that goes with the demo. */
const temporaryFolder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "rapport-demo-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })),
);

/** A folder the user named: new, or one a demo made before. What is made up does not belong among real data. */
const namedFolder = (root: string) =>
  Effect.gen(function* () {
    const mark = join(root, "demo");
    if (existsSync(pathsOf(root).logFile) && !existsSync(mark)) {
      return yield* usageError(
        `${root} holds data that is not the demo's`,
        "Name a new folder, or leave --data out: then the demo uses a temporary one.",
      );
    }
    return { root, mark };
  });

/** Whatever servers the environment names: what is made up does not belong there either. */
const ownFolder = (root: string) =>
  Layer.merge(DataFolder.layerAt(root), Installation.inFolder(root, "--data", { embeddedOnly: true }));

/** The data folder of a demo: temporary, unless --data names one. */
export const demoFolder = Layer.unwrap(
  Effect.gen(function* () {
    const { data } = yield* rapport;
    if (Option.isNone(data)) return ownFolder(yield* temporaryFolder);
    const { root, mark } = yield* namedFolder(userPath(data.value));
    const marked = Layer.effectDiscard(Effect.sync(() => writeFileSync(mark, "")));
    return marked.pipe(Layer.provideMerge(ownFolder(root)));
  }),
);
