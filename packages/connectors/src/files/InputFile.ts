import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";

/**
 * One thing to read: a file on disk (gunzipped where it is gzip), an entry of a zip, or standard input.
 * `file` is its name for people and dead letters: below the folder that was named (`books/invoices.csv`), the
 * name alone for a file that was named (`invoices.csv`), an entry behind its archive
 * (`export.zip/tickets.json`), `-` for standard input. `path` is where it can be read again (absolute; the
 * archive's for an entry), null for standard input.
 */
export interface InputFile {
  readonly file: string;
  readonly path: string | null;
  /** On disk; of an entry its compressed size. */
  readonly sizeBytes: number;
  /** UTC ms; null for standard input. */
  readonly modifiedAtMs: number | null;
  /**
   * Its bytes, unpacked, from the beginning, in constant memory and no faster than they are taken; may be opened
   * as often as one likes. Throws `ByteProblem` (`@rapport/connectors/mail/ByteSource`) where they cannot be read
   * on: see `explainBytes`.
   */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A file that is there and cannot be read at all: it is a dead letter. */
export interface InputProblem {
  readonly file: string;
  readonly path: string | null;
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly sizeBytes: number;
}

/** What paths were found to be, in the order they were named and, below, of their names. */
export interface InputFiles {
  readonly files: ReadonlyArray<InputFile>;
  readonly problems: ReadonlyArray<InputProblem>;
  readonly bytesTotal: number;
  /** Bytes of the files on disk read so far, for progress; reading a file twice counts once. */
  readonly bytesRead: () => number;
}
