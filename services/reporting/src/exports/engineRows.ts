/** Rows of an answer, with the names and types of its columns; there is one batch at least, perhaps without rows. */
export interface EngineRows {
  readonly names: ReadonlyArray<string>;
  /** ClickHouse's: `Nullable(Int64)`. */
  readonly types: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<ReadonlyArray<unknown>>;
}

const lines = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadonlyArray<string>> {
  const decoder = new TextDecoder();
  let begun = "";
  for await (const chunk of chunks) {
    const parts = `${begun}${decoder.decode(chunk, { stream: true })}`.split("\n");
    begun = parts.pop() ?? "";
    if (parts.length > 0) yield parts;
  }
  if (begun !== "") yield [begun];
};

/**
 * Reads an answer in the format `JSONCompactEachRowWithNamesAndTypes` as it comes; nothing is held but the chunk at
 * hand. Values are as JSON has them; 64-bit integers and decimals are texts when the engine was told to quote them.
 */
export const readEngineRows = async function* (
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<EngineRows> {
  const head: Array<ReadonlyArray<string>> = [];
  for await (const batch of lines(chunks)) {
    let at = 0;
    for (; at < batch.length && head.length < 2; at++) head.push(JSON.parse(batch[at] ?? "[]"));
    const [names, types] = head;
    if (names === undefined || types === undefined) continue;
    const rows = batch.slice(at).map((line): ReadonlyArray<unknown> => JSON.parse(line));
    yield { names, types, rows };
  }
  if (head.length < 2) yield { names: head[0] ?? [], types: [], rows: [] };
};

const bare = (type: string): string => {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1];
  return inner === undefined ? type : bare(inner);
};

/** True for integers, decimals and floats. */
export const isNumberType = (type: string): boolean =>
  /^(?:(?:U?Int|B?Float)\d+$|Decimal\d*\()/.test(bare(type));

/** Settings under which every number comes as it is in the engine, digit for digit. */
export const exactNumbers = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
} as const;
