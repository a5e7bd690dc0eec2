import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { Effect } from "effect";
import type { MailInput } from "./MailInput.ts";

const bytesBelow = async (path: string, signal: AbortSignal): Promise<number> => {
  const info = await lstat(path);
  if (info.isFile()) return info.size;
  if (!info.isDirectory()) return 0;
  let total = 0;
  for await (const entry of await opendir(path)) {
    if (signal.aborted) break;
    total += await bytesBelow(join(path, entry.name), signal);
  }
  return total;
};

/**
 * Bytes of all files of the inputs, for an estimate of the time left; null where that cannot be known
 * (standard input, a folder that changes or may not be read).
 */
export const inputBytes = (inputs: ReadonlyArray<MailInput>): Effect.Effect<number | null> =>
  Effect.promise(async (signal) => {
    if (inputs.some((input) => input.path === "-")) return null;
    try {
      let total = 0;
      for (const input of inputs) total += await bytesBelow(input.path, signal);
      return total;
    } catch {
      return null;
    }
  });
