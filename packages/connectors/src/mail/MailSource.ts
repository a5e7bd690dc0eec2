import { Stream } from "effect";
import { findMailFiles, explainFileError } from "./MailFiles.ts";
import { type FileHead, loadHead, readMailFile, readMailStream } from "./MailFileReader.ts";
import { type MailItem, SourceError } from "./MailItem.ts";
import { defaultMailLimits, type MailLimits } from "./MailLimits.ts";
import type { AskStart } from "./StartAt.ts";

export interface MailSourceOptions {
  /**
   * Asked once per file, before it is opened, for several files at once and ahead of their items; without it
   * every file is read from its start. A skipped file is not opened: it gives its start (of format `unknown`)
   * and end and nothing between. A point that no longer fits the file (it was
   * rewritten) starts it anew: reading a message twice is harmless, its event has the same id.
   */
  readonly startAt?: AskStart;
  readonly limits?: MailLimits;
  /** What `-` reads; the process's own standard input unless given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** Beginnings of files read ahead, so that the disk works while messages are taken. */
const readAhead = 8;

async function* heads(root: string, startAt: AskStart): AsyncGenerator<FileHead> {
  const ahead: Array<Promise<FileHead>> = [];
  for await (const found of findMailFiles(root)) {
    const head = loadHead(found, startAt);
    // A failure is told when its turn comes, not as an unhandled rejection before.
    head.catch(() => undefined);
    ahead.push(head);
    const first = ahead.length > readAhead ? ahead.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const head of ahead) yield await head;
}

async function* readAll(input: string, options: MailSourceOptions): AsyncGenerator<MailItem> {
  const limits = options.limits ?? defaultMailLimits;
  const startAt = options.startAt ?? (() => null);
  if (input === "-") yield* readMailStream(options.stdin ?? process.stdin, limits, startAt);
  else for await (const head of heads(input, startAt)) yield* readMailFile(head, limits);
}

/**
 * Reads mail from a file, a folder (Maildirs included) or standard input (`-`): single messages, mboxes of all
 * four variants, gzip and zip of these, told apart by their content. In a settled order, with constant memory
 * and no faster than the reader takes it. Each file gives a `fileStart`, its messages and problems in the order
 * of the file, and a `fileEnd`; a file that is not mail gives a problem, so nothing found is left out silently.
 * Passed over are names that begin with a dot, the `tmp` and index files of a Maildir, and `__MACOSX` in zips.
 * Fails only when the input itself cannot be found or opened.
 */
export const readMailSource = (
  input: string,
  options: MailSourceOptions = {},
): Stream.Stream<MailItem, SourceError> =>
  Stream.fromAsyncIterable(
    readAll(input, options),
    (cause) => new SourceError({ input, reason: explainFileError(cause), cause }),
  );
