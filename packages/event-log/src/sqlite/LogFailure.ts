import type { Failure } from "./protocol.ts";

/** What goes wrong on purpose inside the worker thread: the text is for people. */
export class LogFailure extends Error {
  readonly retriable: boolean;
  constructor(detail: string, retriable = false, cause?: unknown) {
    super(detail, { cause });
    this.retriable = retriable;
  }
}

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
export const sqliteCode = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

/** The primary result code of an error thrown by node:sqlite, or null for any other error. */
export const sqliteCodeOf = (error: unknown): number | null =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : null;

/** A lock held by somebody else and a full disk pass; nothing else does by itself. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof LogFailure) return { detail: error.message, retriable: error.retriable };
  const code = sqliteCodeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (code === sqliteCode.busy || code === sqliteCode.locked) {
    return { detail: `another process is holding the log's file for too long (${detail})`, retriable: true };
  }
  if (code === sqliteCode.full) return { detail: `the disk is full (${detail})`, retriable: true };
  return { detail, retriable: false };
};
