import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { ByteProblem, gunzipped, peek } from "../mail/ByteSource.ts";
import { explainFileError } from "../mail/MailFiles.ts";
import { defaultMailLimits } from "../mail/MailLimits.ts";
import type { FileLimits } from "./FileLimits.ts";
import type { InputFile } from "./InputFile.ts";

const chunkBytes = 64 * 1024;

/** The first bytes of a file on disk. */
export const readStart = (path: string, bytes: number): Uint8Array => {
  const handle = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(handle, buffer, 0, bytes, 0));
  } finally {
    closeSync(handle);
  }
};

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && [0x03, 0x05].includes(head[2] ?? 0);

/** Counts how far the furthest reading of a file came. */
export interface FurthestRead {
  bytes: number;
}

/** The bytes of a file on disk as they are; `read` counts how far this went. */
export async function* diskBytes(path: string, read: FurthestRead): AsyncGenerator<Uint8Array> {
  let at = 0;
  try {
    for await (const chunk of createReadStream(path, {
      highWaterMark: chunkBytes,
    }) as AsyncIterable<Buffer>) {
      at += chunk.length;
      read.bytes = Math.max(read.bytes, at);
      yield chunk;
    }
  } catch (cause) {
    throw new ByteProblem("unreadable", explainFileError(cause));
  }
}

/** Bytes that are no zip on disk, gunzipped where they are gzip; what is packed deeper is refused. */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  limits: FileLimits,
): AsyncGenerator<Uint8Array> {
  const outside = await peek(chunks, 4);
  const packed = isGzip(outside.head);
  const bytes = packed ? gunzipped(outside.chunks, { ...defaultMailLimits, ...limits }) : outside.chunks;
  const inside = packed ? await peek(bytes, 4) : outside;
  if (isZip(inside.head) || (packed && isGzip(inside.head))) {
    // Begun and left, so that the file is closed.
    for await (const _ of inside.chunks) break;
    throw new ByteProblem(
      "archive_broken",
      "It is packed into archives more than one deep; unpack it by hand.",
    );
  }
  yield* inside.chunks;
}

/** The first bytes of an input, unpacked; to tell its format by. Throws as `open` does. */
export const headOf = async (input: InputFile, bytes = 64 * 1024): Promise<Uint8Array> => {
  const held: Array<Uint8Array> = [];
  let length = 0;
  for await (const chunk of input.open()) {
    held.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(held).subarray(0, bytes);
};

/** What stopped the bytes, for people and for a dead letter. */
export const explainBytes = (
  cause: unknown,
): { readonly code: ByteProblem["code"]; readonly reason: string } =>
  cause instanceof ByteProblem
    ? { code: cause.code, reason: cause.message }
    : {
        code: "unreadable",
        reason: `It could not be read to its end (${cause instanceof Error ? cause.message : String(cause)}).`,
      };
