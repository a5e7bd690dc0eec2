import { lstatSync, opendirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Effect } from "effect";
import type { MailInput } from "./MailInput.ts";

const filesAtOnce = 64;

/** Sizes of the files below a path. Synchronous in small steps: this costs a tenth of asking one by one. */
function* sizesBelow(path: string): Generator<number> {
  const info = lstatSync(path);
  if (info.isFile()) yield info.size;
  if (!info.isDirectory()) return;
  const folder = opendirSync(path);
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync())
      yield* sizesBelow(join(path, entry.name));
  } finally {
    folder.closeSync();
  }
}

/**
 * Bytes of all files of the inputs, for an estimate of the time left; null where that cannot be known
 * (standard input, a folder that changes or may not be read). Links are not followed.
 */
export const inputBytes = (inputs: ReadonlyArray<MailInput>): Effect.Effect<number | null> =>
  Effect.promise(async (signal) => {
    if (inputs.some((input) => input.path === "-")) return null;
    let total = 0;
    let files = 0;
    try {
      for (const { path } of inputs)
        for (const size of sizesBelow(path)) {
          total += size;
          if (++files % filesAtOnce === 0) await setImmediate();
          if (signal.aborted) return null;
        }
      return total;
    } catch {
      return null;
    }
  });
