import type { Readable } from "node:stream";

/** As ClickHouse's max_query_size: inside so many bytes the statement must have ended and its rows begun. */
export const maxHeadBytes = 262_144;
/** A statement without rows (a long IN list) may be as long as this. */
export const maxStatementBytes = 64 * 1024 * 1024;

export interface Head {
  readonly bytes: Buffer;
  /** The body ended within `bytes`. */
  readonly ended: boolean;
  readonly rest: AsyncIterator<Buffer>;
}

/** Reads until `limitBytes` or the end; the rest stays unread. */
export const readHead = async (
  rest: AsyncIterator<Buffer>,
  already: Buffer,
  limitBytes: number,
): Promise<Head> => {
  const pieces = [already];
  let size = already.length;
  while (size < limitBytes) {
    const next = await rest.next();
    if (next.done === true) return { bytes: Buffer.concat(pieces), ended: true, rest };
    pieces.push(next.value);
    size += next.value.length;
  }
  return { bytes: Buffer.concat(pieces), ended: false, rest };
};

export const iterate = (body: Readable): AsyncIterator<Buffer> => body[Symbol.asyncIterator]();

/** `first`, then everything unread. */
export async function* rows(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
