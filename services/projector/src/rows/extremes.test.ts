import { maxMinor } from "@rapport/contracts/Ledger";
import { readFileSync } from "node:fs";
import { assert, describe, it } from "@effect/vitest";
import { decodeEvent, eventContracts } from "@rapport/contracts/EventCodec";
import type { Document } from "@rapport/contracts/Document";
import { documentEventId } from "@rapport/contracts/documentEventId";
import type { Source } from "@rapport/contracts/Envelope";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { topics } from "@rapport/contracts/Topics";
import { foldDirectory } from "@rapport/domain/directory/foldDirectory";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { directoryColumns } from "../clickhouse/directoryColumns.ts";
import { projectRecord } from "../ProjectRecord.ts";
import { makeBatchEncoder } from "./BatchBlocks.ts";
import { tableOfType } from "./tableOfType.ts";

/** Values at and beyond the ends of every type of column, days and texts that are hard on parsers. */
const bits = [8, 15, 16, 31, 32, 42, 53];
const numbers = [
  maxMinor,
  -maxMinor,
  -2_208_988_800_000,
  -2_208_988_800_001,
  10_413_791_999_999,
  10_413_792_000_000,
];
const days = [
  "1899-12-31",
  "1900-01-01",
  "1969-12-31",
  "2149-06-07",
  "2299-12-31",
  "2300-01-01",
  "0000-01-01",
];
const texts = [
  "\ud800",
  "\u0000".repeat(40),
  "💶".repeat(60),
  "'); DROP TABLE facts_money; --",
  "=1+1",
  "a:\n\t",
];
const hard: ReadonlyArray<unknown> = [
  ...bits.flatMap((n) => [2 ** n - 1, 2 ** n, -(2 ** n), -(2 ** n) - 1]),
  ...numbers,
  ...days,
  ...texts,
  0,
  -1,
  null,
  [],
  true,
];

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** The value with each of its parts in turn replaced by `other`. */
const replacements = (value: unknown, other: unknown): ReadonlyArray<unknown> => [
  other,
  ...(Array.isArray(value)
    ? value.flatMap((item, i) => replacements(item, other).map((changed) => value.with(i, changed)))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, inner]) =>
          replacements(inner, other).map((changed) => ({ ...value, [key]: changed })),
        )
      : []),
];

/** Under the id of its document, so that this alone is no reason to refuse it. */
const underItsId = (value: unknown): unknown => {
  if (!isObject(value) || !isObject(value["data"]) || !isObject(value["source"])) return value;
  const { document } = value["data"];
  return isObject(document)
    ? { ...value, id: documentEventId(value["source"] as Source, document as Document) }
    : value;
};

const golden = (type: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../../../tests/fixtures/events/${type}@1.json`, import.meta.url), "utf8"),
  );

describe("whatever a contract accepts has a row", () => {
  it("every type is kept in one table", () => {
    assert.deepStrictEqual([...eventContracts.keys()].toSorted(), Object.keys(tableOfType).toSorted());
  });

  for (const [type, { topic }] of eventContracts)
    it(type, () => {
      const encode = makeBatchEncoder();
      const event = golden(type);
      const values = hard
        .flatMap((other) => replacements(event, other))
        .map(underItsId)
        .map((value) => Buffer.from(JSON.stringify(value)));
      const taken = values.filter((value) => decodeEvent(topic, value).ok);
      // Most of what is tried is refused; something must be left.
      assert.isAbove(taken.length, 10);
      const records = values.map((value, offset) =>
        projectRecord(topic, 0, { key: "k", offset, appendedAt: 0, value }, "test"),
      );
      const batch = { topic, partition: 0, lo: 0, hi: records.length - 1, epoch: 1, attempt: 1, records };
      const rows = new Map(encode(batch).map((block) => [block.table, block.rows]));
      assert.strictEqual(rows.get("log_record"), values.length);
      const kept = tableOfType[type as keyof typeof tableOfType];
      assert.strictEqual(
        rows.get(kept),
        kept === "dead_letter" ? values.length : taken.length,
        "a row for each that is accepted",
      );
    });
});

describe("whatever is said of people has its place in the directory", () => {
  for (const [type, { topic }] of eventContracts)
    if (topic === topics.directory.name)
      it(type, () => {
        for (const value of hard.flatMap((other) => replacements(golden(type), other))) {
          const decoded = decodeEvent(topic, Buffer.from(JSON.stringify(value)));
          if (!decoded.ok) continue;
          const snapshot = foldDirectory([decoded.event as DirectoryEvent]);
          for (const columns of Object.values(directoryColumns)) encodeNativeBlock(columns(snapshot));
        }
      });
});
