import { hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { readResumePoint } from "@rapport/connectors/mail/ResumePoint";
import type { StartAt, UnopenedFile } from "@rapport/connectors/mail/StartAt";
import { z } from "zod";

/**
 * How far a file was read: everything before `position` is in the log. `size` (bytes) and `mtimeMs` are the
 * file's when it was opened, `place` the hash of its absolute path; `tailHash` is the fingerprint of the
 * bytes before `position` where that is an offset on disk; `sha256` the content of a file of one message.
 */
export const FileCheckpoint = z.strictObject({
  size: z.number().nullable(),
  mtimeMs: z.number().nullable(),
  place: z.string(),
  position: z.string(),
  done: z.boolean(),
  tailHash: z.string().nullable(),
  sha256: z.string().nullable(),
});
export type FileCheckpoint = z.infer<typeof FileCheckpoint>;

/** The name of a file's checkpoint in the log; the name of its account's is its beginning. */
export const checkpointName = (account: string, file: string): string =>
  `${accountCheckpoint(account)}:${file}`;

/** Present as soon as the account has any checkpoint, so that a first run asks once and not per file. */
export const accountCheckpoint = (account: string): string => `email:${encodeURIComponent(account)}`;

export const encodeCheckpoint = (checkpoint: FileCheckpoint): string => JSON.stringify(checkpoint);

/** Null for what an older or newer release wrote and this one cannot read: the file is read anew. */
export const decodeCheckpoint = (value: string): FileCheckpoint | null => {
  try {
    return FileCheckpoint.parse(JSON.parse(value));
  } catch {
    return null;
  }
};

export const placeOf = (path: string | null): string => hash("sha256", path ?? "-", "hex").slice(0, 16);

const edgeBytes = 4_096;

const diskOffset = (position: string): number | null => {
  const point = readResumePoint(position);
  return point.kind === "mbox" ? point.offset : null;
};

/**
 * A hash of the first and the last 4 KiB before an offset of a file: equal as long as the file only grew.
 * Null where the position is no offset or the file is shorter or gone. Synchronous: these bytes were read a
 * moment ago, and thousands of small files are checked at a time.
 */
export const fingerprint = (path: string | null, position: string): string | null => {
  const end = diskOffset(position);
  if (path === null || end === null) return null;
  const length = Math.min(edgeBytes, end);
  const edges = Buffer.allocUnsafe(2 * length);
  try {
    const file = openSync(path, "r");
    try {
      const head = readSync(file, edges, 0, length, 0);
      const tail = readSync(file, edges, length, length, end - length);
      return head + tail < 2 * length ? null : hash("sha256", edges, "hex").slice(0, 32);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
};

/**
 * Where to go on in a file: not at all when it is done and unchanged, at the checkpoint's position when it
 * was read by half or (an mbox) only grew since, else at its start.
 */
export const startOf = (file: UnopenedFile, checkpoint: FileCheckpoint | null): StartAt => {
  if (checkpoint === null) return null;
  const same =
    checkpoint.place === placeOf(file.path) &&
    checkpoint.size === file.sizeBytes &&
    checkpoint.mtimeMs === file.modifiedAtMs;
  if (same) return checkpoint.done ? "skip" : checkpoint.position;
  if (checkpoint.tailHash === null) return null;
  if (fingerprint(file.path, checkpoint.position) !== checkpoint.tailHash) return null;
  return checkpoint.done && checkpoint.size === file.sizeBytes ? "skip" : checkpoint.position;
};
