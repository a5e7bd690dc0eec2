import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { MailLimits } from "./MailLimits.ts";

/** Input that stopped being readable; what came out before it stands. */
export class ByteProblem extends Error {
  readonly code: DeadLetterCode;

  constructor(code: DeadLetterCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Counts the bytes of the file on disk as they are read. */
export interface ReadMeter {
  bytes: number;
}

/** Passes chunks on and counts them. */
export async function* metered(
  chunks: AsyncIterable<Uint8Array>,
  meter: ReadMeter,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    meter.bytes += chunk.length;
    yield chunk;
  }
}

/** All but the first `count` bytes. */
export async function* skipBytes(
  chunks: AsyncIterable<Uint8Array>,
  count: number,
): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      yield left === 0 ? chunk : chunk.subarray(left);
      left = 0;
    }
  }
}

/** What a compressed file may give out in all, watched while it flows. */
export const decompressionGuard = (limits: MailLimits) => {
  let out = 0;
  return (outBytes: number, inBytes: number): void => {
    out += outBytes;
    if (out > limits.decompressedBytes) {
      throw new ByteProblem(
        "decompressed_too_large",
        `It unpacks to more than ${limits.decompressedBytes} bytes, the limit.`,
      );
    }
    if (out > limits.ratioFromBytes && out > inBytes * limits.ratio) {
      throw new ByteProblem(
        "decompressed_too_large",
        `It unpacks to more than ${limits.ratio} times its size, as archives built to do harm do.`,
      );
    }
  };
};

/** Unpacks gzip, several members in a row included, within the limits. `compressed` counts what went in. */
export async function* gunzipped(
  chunks: AsyncIterable<Uint8Array>,
  limits: MailLimits,
): AsyncGenerator<Uint8Array> {
  const compressed: ReadMeter = { bytes: 0 };
  const guard = decompressionGuard(limits);
  const source = Readable.from(metered(chunks, compressed), { objectMode: false });
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  source.on("error", (cause) => gunzip.destroy(cause));
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      guard(chunk.length, compressed.bytes);
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof ByteProblem) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ByteProblem("archive_broken", `The compressed data is broken or cut off (${said}).`);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** The beginning of a stream, and the whole stream again. */
export interface Peeked {
  readonly head: Uint8Array;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Reads until at least `bytes` are there, or the end. */
export const peek = async (chunks: AsyncIterable<Uint8Array>, bytes: number): Promise<Peeked> => {
  const iterator = chunks[Symbol.asyncIterator]();
  const held: Array<Uint8Array> = [];
  let length = 0;
  while (length < bytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    held.push(next.value);
    length += next.value.length;
  }
  async function* again(): AsyncGenerator<Uint8Array> {
    try {
      yield* held;
      held.length = 0;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(held), chunks: again() };
};
