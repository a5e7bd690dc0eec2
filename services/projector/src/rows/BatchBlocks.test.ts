import { assert, describe, it } from "@effect/vitest";
import { encodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { projectRecord } from "../ProjectRecord.ts";
import type { ProjectionBatch } from "../ProjectionStore.ts";
import { makeBatchEncoder, touchedDays } from "./BatchBlocks.ts";

const batchOf = (topic: string, values: ReadonlyArray<RapportEvent | "garbage">): ProjectionBatch => {
  const records = values.map((value, offset) =>
    projectRecord(
      topic,
      0,
      { key: "k", offset, appendedAt: 0, value: value === "garbage" ? Buffer.from("{") : encodeEvent(value) },
      "test",
    ),
  );
  return { topic, partition: 0, lo: 0, hi: records.length - 1, epoch: 1, attempt: 1, records };
};
const tablesOf = (batch: ProjectionBatch) =>
  makeBatchEncoder()(batch).map(({ table, rows }) => [table, rows] as const);

describe("a batch's blocks", () => {
  it("come facts first and log records last, one per record", () => {
    const emails = batchOf(topics.interactions.name, [
      sampleEmail(1),
      "garbage",
      sampleEmail(2),
      sampleEmail(1),
    ]);
    assert.deepStrictEqual(tablesOf(emails), [
      ["facts_interaction", 3],
      ["dead_letter", 1],
      ["log_record", 4],
    ]);
    const directory = batchOf(topics.directory.name, sampleDirectory());
    assert.deepStrictEqual(tablesOf(directory), [
      ["directory_event", 4],
      ["log_record", 4],
    ]);
    assert.deepStrictEqual(tablesOf(batchOf(topics.interactions.name, [])), []);
  });

  it("are the same from an encoder that was used before, and stay as they are when it is used again", () => {
    const one = batchOf(topics.interactions.name, sampleMailbox(seededRandom(1), 300));
    const other = batchOf(topics.interactions.name, sampleMailbox(seededRandom(2), 500).slice(100));
    const encode = makeBatchEncoder();
    const first = encode(one);
    const copy = first.map(({ block }) => Buffer.from(block).toString("hex"));
    assert.deepStrictEqual(encode(other), makeBatchEncoder()(other));
    assert.deepStrictEqual(encode(one), makeBatchEncoder()(one));
    assert.deepStrictEqual(
      first.map(({ block }) => Buffer.from(block).toString("hex")),
      copy,
    );
  });

  it("touch the days of their plausible times, and day 0 for the others", () => {
    const at = (number: number, occurredAt: number, timePlausible: boolean) => {
      const event = sampleEmail(number, { occurredAt });
      return { ...event, data: { ...event.data, timePlausible } };
    };
    const day = 86_400_000;
    const batch = batchOf(topics.interactions.name, [
      at(1, 20_000 * day, true),
      at(2, 19_999 * day - 1, true),
      at(3, 20_001 * day - 1, true),
      at(4, 50_000 * day, false),
      "garbage",
    ]);
    assert.deepStrictEqual(touchedDays(batch), [0, 19_998, 20_000]);
  });
});
