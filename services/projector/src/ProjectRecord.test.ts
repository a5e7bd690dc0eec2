import { assert, describe, it } from "@effect/vitest";
import { DeadLetterRaisedV1 } from "@rapport/contracts/DeadLetter";
import { contentHash } from "@rapport/contracts/contentHash";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { sampleEmail } from "@rapport/testing/sampleEvents";
import { projectRecord, recordId } from "./ProjectRecord.ts";

const record = (value: Uint8Array, offset = 5) => ({ key: "k", offset, appendedAt: 77, value });
const project = (value: Uint8Array, offset?: number) =>
  projectRecord(topics.interactions.name, 2, record(value, offset), "1.2.3");

describe("projectRecord", () => {
  it("hashes what an event says, not where and when it was found", () => {
    const event = sampleEmail(1);
    const elsewhere = { ...event, recordedAt: 1, source: { ...event.source, account: "bob" } };
    assert.strictEqual(contentHash(elsewhere), contentHash(event));
    assert.notStrictEqual(contentHash(sampleEmail(1, { words: 99 })), contentHash(event));
    assert.notStrictEqual(contentHash({ ...event, occurredAt: 1 }), contentHash(event));
  });

  it("names a refused record by its place, alike every time, in a letter that keeps its contract", () => {
    for (const bytes of [
      "{",
      "[]",
      '{"type":"no.such"}',
      `{"type":"email.sent","x":"${"y".repeat(5000)}"}`,
    ]) {
      const value = Buffer.from(bytes);
      const { outcome } = project(value);
      assert(outcome.kind === "dead_letter");
      DeadLetterRaisedV1.parse(outcome.letter);
      assert.deepStrictEqual(outcome.letter.record, {
        topic: topics.interactions.name,
        partition: 2,
        offset: 5,
      });
      assert.strictEqual(outcome.letter.recordedAt, 77);
      assert.deepStrictEqual(project(value), project(value));
      assert.notStrictEqual(recordId(project(value, 6)), recordId(project(value, 5)));
    }
  });

  it("counts a good record by its event", () => {
    assert.strictEqual(recordId(project(encodeEvent(sampleEmail(3)))), sampleEmail(3).id);
  });
});
