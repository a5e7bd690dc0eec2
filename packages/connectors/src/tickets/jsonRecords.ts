import { type JsonPiece, JsonSplitter } from "./JsonSplitter.ts";

/** A JSON object as it stands in a file, or a place where there is none. `collection` as in `JsonPiece`. */
export type JsonRecord =
  | {
      readonly kind: "record";
      readonly collection: string | null;
      readonly value: Readonly<Record<string, unknown>>;
      readonly position: string;
    }
  | {
      readonly kind: "broken";
      readonly code: "too_large" | "unreadable" | "invalid_document";
      readonly reason: string;
      readonly position: string;
      readonly sizeBytes: number;
      readonly text: string | null;
    };

export interface JsonRecordLimits {
  /** One record with everything in it. */
  readonly recordChars: number;
  /** What is broken, in one file: then the rest is given up, with one more problem. */
  readonly broken: number;
}

export const defaultJsonLimits: JsonRecordLimits = { recordChars: 64 * 1024 * 1024, broken: 1_000 };

const headChars = 65_536;

type JsonObject = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isJsonObject = (text: string): boolean => {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
};

/** One object a line: so the first of them, or, where it is broken, the one after it. */
const isLines = (head: string): boolean => {
  const [first = "", second = ""] = head
    .replace(/^\ufeff/, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (!first.startsWith("{") || !second.startsWith("{") || /[[{,:]$/.test(first)) return false;
  return isJsonObject(first) || isJsonObject(second);
};

async function* linePieces(
  chunks: AsyncIterable<string>,
  maxChars: number,
): AsyncGenerator<ReadonlyArray<JsonPiece>> {
  let parts: Array<string> = [];
  let chars = 0;
  let line = 1;
  const piece = (): JsonPiece => ({
    collection: null,
    index: line - 1,
    page: false,
    line,
    text: chars > maxChars ? null : parts.join(""),
    sizeChars: chars,
    cut: false,
  });
  const add = (part: string): void => {
    chars += part.length;
    if (chars > maxChars) parts.length = 0;
    else parts.push(part);
  };
  for await (const chunk of chunks) {
    const found: Array<JsonPiece> = [];
    let start = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", start)) {
      add(chunk.slice(start, end));
      found.push(piece());
      start = end + 1;
      parts = [];
      chars = 0;
      line++;
    }
    add(chunk.slice(start));
    yield found;
  }
  yield [piece()];
}

async function* splitPieces(
  chunks: AsyncIterable<string>,
  streamed: ReadonlySet<string>,
  maxChars: number,
): AsyncGenerator<ReadonlyArray<JsonPiece>> {
  const splitter = new JsonSplitter(streamed, maxChars);
  for await (const chunk of chunks) yield splitter.push(chunk);
  yield splitter.end();
}

/** A page has no id of its own; what has one is a record, with whatever is kept in it. */
const isRecord = (value: JsonObject): boolean => Object.hasOwn(value, "id");

/** The records of a value: of a page its elements; of a record with lists in it both. */
function* expanded(
  value: JsonObject,
  streamed: ReadonlySet<string>,
  position: string,
): Generator<JsonRecord> {
  const arrays = Object.entries(value).filter(
    ([name, member]) => streamed.has(name) && Array.isArray(member),
  );
  if (arrays.length === 0 || isRecord(value)) yield { kind: "record", collection: null, value, position };
  for (const [collection, elements] of arrays)
    for (const [index, element] of (elements as ReadonlyArray<unknown>).entries()) {
      const at = `${position} ${collection}[${index}]`.trim();
      if (isObject(element)) yield { kind: "record", collection, value: element, position: at };
      else if (element !== null) yield noObject(at, JSON.stringify(element));
    }
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

const noObject = (position: string, text: string): JsonRecord => ({
  kind: "broken",
  code: "invalid_document",
  reason: `A JSON object belongs here, not ${shortened(text)}.`,
  position,
  sizeBytes: Buffer.byteLength(text),
  text,
});

function* recordsOf(
  piece: JsonPiece,
  streamed: ReadonlySet<string>,
  position: string,
): Generator<JsonRecord> {
  const { text, sizeChars } = piece;
  const about = { kind: "broken", position, sizeBytes: sizeChars, text } as const;
  if (text === null) {
    const reason = `It has more than ${sizeChars} characters; the limit for one record is lower. Split it.`;
    yield { ...about, code: "too_large", reason };
    return;
  }
  if (text.trim() === "" && !piece.cut) return;
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const reason = piece.cut
      ? "The file ends in the middle of this: it was cut off. Fetch it again."
      : `It is not JSON: ${shortened(said)}`;
    yield { ...about, code: "unreadable", reason };
    return;
  }
  if (piece.cut)
    yield { ...about, code: "unreadable", reason: "The file ends before its last bracket: it was cut off." };
  if (piece.page && !(isObject(value) && isRecord(value))) return;
  if (isObject(value) && piece.collection !== null)
    yield { kind: "record", collection: piece.collection, value, position };
  else if (isObject(value)) yield* expanded(value, streamed, position);
  else if (!piece.cut) yield noObject(position, text);
}

const positionOf = ({ collection, index, line }: JsonPiece, lines: boolean): string => {
  if (lines) return `line ${line}`;
  return collection === null ? `[${index}]` : `${collection}[${index}]`;
};

/**
 * The JSON objects of a file, in order, each by itself: one a line, the elements of an array, the elements of
 * the arrays of pages that `streamed` names, or single ones. Constant memory but for the largest record.
 * Whatever is broken is told in its place and does not keep the rest from being read.
 */
export async function* jsonRecords(
  text: AsyncIterable<string>,
  streamed: ReadonlySet<string>,
  limits: JsonRecordLimits = defaultJsonLimits,
): AsyncGenerator<JsonRecord> {
  const iterator = text[Symbol.asyncIterator]();
  const held: Array<string> = [];
  let head = "";
  while (head.length < headChars) {
    const next = await iterator.next();
    if (next.done === true) break;
    held.push(next.value);
    head += next.value;
  }
  const chunks = (async function* () {
    yield* held.splice(0);
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  const lines = isLines(head);
  head = "";
  const pieces = lines
    ? linePieces(chunks, limits.recordChars)
    : splitPieces(chunks, streamed, limits.recordChars);
  let broken = 0;
  for await (const found of pieces)
    for (const piece of found) {
      const position = positionOf(piece, lines);
      for (const record of recordsOf(piece, streamed, position)) {
        yield record;
        if (record.kind !== "broken" || ++broken < limits.broken) continue;
        const reason = `${broken} parts of it are broken so far; the rest was not read. Is it the right file?`;
        yield { ...record, code: "unreadable", reason, position: `behind ${position}`, text: null };
        return;
      }
    }
}
