/** The bytes of a text in UTF-8, and which encoding they came in. */
export interface Utf8Text {
  readonly encoding: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A text whose encoding cannot be told; the message says what to declare. */
export class EncodingProblem extends Error {}

const sniffBytes = 4_096;
const lf = 10;
const cr = 13;

const markOf = (head: Uint8Array): { readonly encoding: string; readonly length: number } | null => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", length: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", length: 2 };
  return null;
};

const encodingOf = (head: Uint8Array, declared: string | undefined): string => {
  const mark = markOf(head);
  if (mark !== null) return mark.encoding;
  if (declared !== undefined) return new TextDecoder(declared).encoding;
  const nul = head.subarray(0, sniffBytes).indexOf(0);
  if (nul < 0) return "utf-8";
  throw new EncodingProblem(
    'It holds zero bytes: it is not a text, or UTF-16 without a byte-order mark. If it is a text, save it as CSV UTF-8, or say "encoding": "utf-16le" in the mapping\'s "table".',
  );
};

/** Drops a byte-order mark; passes UTF-8 on as it is and decodes everything else as it flows. */
async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  if (encoding !== "utf-8") {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== "") yield Buffer.from(text, "utf8");
    }
    const rest = decoder.decode();
    if (rest !== "") yield Buffer.from(rest, "utf8");
    return;
  }
  let first = true;
  for await (const chunk of chunks) {
    yield first && markOf(chunk) !== null ? chunk.subarray(3) : chunk;
    first = false;
  }
}

/** Makes line feeds of carriage returns, for texts that have no other line ends. */
async function* withLineFeeds(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.map((byte) => (byte === cr ? lf : byte));
}

/** The chunks again, the first of them at least `sniffBytes` long unless the text is shorter. */
const withHead = async (chunks: AsyncIterable<Uint8Array>) => {
  const iterator = chunks[Symbol.asyncIterator]();
  const held: Array<Uint8Array> = [];
  let length = 0;
  while (length < sniffBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    held.push(next.value);
    length += next.value.length;
  }
  const head = held.length === 1 ? held[0]! : Buffer.concat(held);
  async function* again(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head, chunks: again() };
};

/**
 * A text in whatever encoding as UTF-8, without its byte-order mark: the mark decides, then the declaration,
 * else it is UTF-8. Line ends that are carriage returns alone (old Macs) become line feeds. Bytes that are wrong in their encoding come out as U+FFFD (in UTF-8: when they are read as
 * text). Fails with an `EncodingProblem` for what holds zero bytes and has no declaration.
 */
export const utf8Text = async (
  bytes: AsyncIterable<Uint8Array>,
  declared: string | undefined,
): Promise<Utf8Text> => {
  const { head, chunks } = await withHead(bytes);
  try {
    const encoding = encodingOf(head, declared);
    const text = decoded(chunks, encoding);
    const onlyCr = head.includes(cr) && !head.includes(lf);
    return { encoding, chunks: onlyCr ? withLineFeeds(text) : text };
  } catch (cause) {
    await chunks.return(undefined);
    throw cause;
  }
};
