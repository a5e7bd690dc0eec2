/**
 * Checkers over what was appended and what came out, after Jepsen's for logs: lost write, duplicate, reordering per
 * key, gap, position going back. Each returns the problems it found, in words; none when all is well.
 */

/** A record of a numbered producer: `sequence` grows by one with each record the producer appends. */
export interface NumberedRecord {
  readonly producer: string;
  readonly sequence: number;
  readonly key: string;
}

export interface StoredNumberedRecord extends NumberedRecord {
  readonly partition: number;
  readonly offset: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The value that carries a producer's number through the log. */
export const numberedValue = (producer: string, sequence: number, padding = ""): Uint8Array =>
  encoder.encode(`${producer}#${sequence}#${padding}`);

/** Undoes `numberedValue`. Throws when the value is not one: then the log changed it. */
export const parseNumbered = (
  value: Uint8Array,
): { readonly producer: string; readonly sequence: number } => {
  const [producer, sequence] = decoder.decode(value).split("#");
  const number = Number(sequence);
  if (producer === undefined || sequence === undefined || !Number.isInteger(number)) {
    throw new Error(`not a numbered value: ${decoder.decode(value).slice(0, 80)}`);
  }
  return { producer, sequence: number };
};

const idOf = ({ producer, sequence }: { readonly producer: string; readonly sequence: number }) =>
  `${producer}#${sequence}`;

const groupBy = <A>(items: ReadonlyArray<A>, keyOf: (item: A) => string): Map<string, A[]> =>
  Map.groupBy(items, keyOf);

/** Everything acknowledged must be there. */
export const findLost = (
  acknowledged: ReadonlyArray<NumberedRecord>,
  stored: ReadonlyArray<NumberedRecord>,
): string[] => {
  const present = new Set(stored.map(idOf));
  return acknowledged.filter((record) => !present.has(idOf(record))).map((record) => `lost: ${idOf(record)}`);
};

/** Nothing may be there that was never appended. */
export const findInvented = (
  appended: ReadonlyArray<NumberedRecord>,
  stored: ReadonlyArray<NumberedRecord>,
): string[] => {
  const known = new Set(appended.map(idOf));
  return stored.filter((record) => !known.has(idOf(record))).map((record) => `invented: ${idOf(record)}`);
};

/** Nothing may be there twice. */
export const findDuplicates = (stored: ReadonlyArray<NumberedRecord>): string[] =>
  [...groupBy(stored, idOf)]
    .filter(([, same]) => same.length > 1)
    .map(([id, same]) => `${same.length} times: ${id}`);

/** Records of one producer and key stand in the order of their numbers, by offset. */
export const findReordered = (stored: ReadonlyArray<StoredNumberedRecord>): string[] =>
  [...groupBy(stored, ({ producer, key }) => `${producer}/${key}`).values()].flatMap((records) => {
    const ordered = records.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
    return ordered.flatMap((record, index) => {
      const before = ordered[index - 1];
      if (before === undefined || before.sequence < record.sequence) return [];
      return [`reordered key "${record.key}": ${idOf(before)} stands before ${idOf(record)}`];
    });
  });

/** All records of a key are in one partition. */
export const findSplitKeys = (stored: ReadonlyArray<StoredNumberedRecord>): string[] =>
  [...groupBy(stored, ({ key }) => key)].flatMap(([key, records]) => {
    const partitions = new Set(records.map(({ partition }) => partition));
    return partitions.size > 1 ? [`key "${key}" is in partitions ${[...partitions].join(", ")}`] : [];
  });

/** Offsets of each partition, in the order they came out, go up by one from `from`. */
export const findGaps = (
  records: ReadonlyArray<{ readonly partition: number; readonly offset: number }>,
  from = 0,
): string[] =>
  [...groupBy(records, ({ partition }) => String(partition))].flatMap(([partition, inOrder]) =>
    inOrder.flatMap(({ offset }, index) =>
      offset === from + index
        ? []
        : [`partition ${partition}: offset ${offset} where ${from + index} belongs`],
    ),
  );

/** A group's committed position in one partition, as seen over time, never goes back. */
export const findSetbacks = (positions: ReadonlyArray<number>): string[] =>
  positions.flatMap((position, index) =>
    index > 0 && position < positions[index - 1]!
      ? [`position went back from ${positions[index - 1]} to ${position}`]
      : [],
  );
