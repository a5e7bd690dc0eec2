import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import { Data } from "effect";

/** How a file was understood. `unknown`: not mail; its items are problems. */
export type MailFormat = "message" | "mbox" | "gzip" | "zip" | "unknown";

/**
 * The start of a file. `file` is its identity: the path below the read root with `/` between names, `-` for
 * standard input; for a Maildir message the path of its folder and the unique name before `:2,`, so that
 * flags and the move from `new` to `cur` do not change it. `path` is where it can be read again (absolute),
 * null for standard input. `sizeBytes` is its size on disk, null for standard input.
 */
export interface FileStart {
  readonly kind: "fileStart";
  readonly file: string;
  readonly path: string | null;
  readonly sizeBytes: number | null;
  readonly modifiedAtMs: number | null;
  readonly format: MailFormat;
}

/** The end of a file: everything in it was given out (or skipped as asked). */
export interface FileEnd {
  readonly kind: "fileEnd";
  readonly file: string;
  readonly path: string | null;
  readonly sizeBytes: number | null;
  readonly format: MailFormat;
}

/**
 * One message. `position` names it in its file: the byte offset of its `From ` line in the uncompressed
 * mbox, the entry name in a zip (`entry!offset` for an mbox inside), "" for a file of one message.
 * `endPosition` is the resume point behind it: give it back through `startAt`, do not read it.
 * `bytes` are the message alone: without the mbox `From ` line, its quoting undone. `readBytes` counts the
 * bytes of the file on disk read so far, for progress.
 */
export interface MessageItem {
  readonly kind: "message";
  readonly file: string;
  readonly position: string;
  readonly endPosition: string;
  readonly bytes: Uint8Array;
  readonly readBytes: number;
}

/** Input that gives no message: `reason` says to people what is wrong and what to do. */
export interface ProblemItem {
  readonly kind: "problem";
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly file: string;
  readonly position: string;
  /** As for a message. */
  readonly endPosition: string;
  readonly sizeBytes: number;
  readonly readBytes: number;
}

export type MailItem = FileStart | MessageItem | ProblemItem | FileEnd;

/** The input as a whole cannot be read: it does not exist, or may not be opened. */
export class SourceError extends Data.TaggedError("SourceError")<{
  readonly input: string;
  readonly reason: string;
  readonly cause?: unknown;
}> {
  override get message(): string {
    return `${this.input}: ${this.reason}`;
  }
}
