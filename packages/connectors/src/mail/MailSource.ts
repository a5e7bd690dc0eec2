import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Stream } from "effect";
import { type FileStart, type MailItem, SourceError } from "./MailItem.ts";
import { defaultMailLimits, type MailLimits } from "./MailLimits.ts";

/** Where to go on in a file: an `endPosition` given out earlier, null for its start, or not at all. */
export type StartAt = string | null | "skip";

export interface MailSourceOptions {
  /**
   * Asked once per file, before it is opened; without it every file is read from its start. A skipped
   * file gives its start and end and nothing between. A point that no longer fits the file (it was
   * rewritten) starts it anew: reading a message twice is harmless, its event has the same id.
   */
  readonly startAt?: (file: FileStart) => StartAt | Promise<StartAt>;
  readonly limits?: MailLimits;
  /** What `-` reads; the process's own standard input unless given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

async function* readFolder(root: string): AsyncGenerator<MailItem> {
  const names = (await stat(root)).isDirectory() ? (await readdir(root)).toSorted() : [""];
  for (const name of names) {
    const path = resolve(join(root, name));
    const info = await stat(path);
    const of = { file: name, path, sizeBytes: info.size, format: "message" as const };
    yield { kind: "fileStart", ...of, modifiedAtMs: info.mtimeMs };
    const bytes = new Uint8Array(await readFile(path));
    yield { kind: "message", file: name, position: "", endPosition: "end", bytes, readBytes: info.size };
    yield { kind: "fileEnd", ...of };
  }
}

/**
 * Reads mail from a file, a folder or standard input (`-`), in a settled order, with constant memory and
 * no faster than the reader takes it. Each file gives a `fileStart`, its messages and problems in the order
 * of the file, and a `fileEnd`; nothing that was found is left out silently.
 */
export const readMailSource = (
  input: string,
  options: MailSourceOptions = {},
): Stream.Stream<MailItem, SourceError> => {
  const limits = options.limits ?? defaultMailLimits;
  return Stream.fromAsyncIterable(
    readFolder(input),
    (cause) => new SourceError({ input, reason: `cannot be read (${String(cause)})`, cause }),
  ).pipe(Stream.filter((item) => item.kind !== "message" || item.bytes.length <= limits.messageBytes));
};
