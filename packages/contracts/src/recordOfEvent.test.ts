import { assert, describe, it } from "vitest";
import { decodeEvent, encodeEvent, type RapportEvent } from "./EventCodec.ts";
import { recordOfEvent } from "./recordOfEvent.ts";
import { topics } from "./Topics.ts";

const letter: RapportEvent = {
  type: "dead_letter.raised",
  version: 1,
  id: "0123456789abcdef0123456789abcdef",
  recordedAt: Date.UTC(2026, 4, 6, 7, 8, 9, 10),
  stage: "ingest",
  code: "empty",
  reason: "nothing in it",
  source: { connector: "email", account: "sales & co/ü", file: "a.mbox", position: "0" },
  path: null,
  sizeBytes: 0,
  sha256: null,
  record: null,
  issues: [],
  attempt: 1,
  codeVersion: "1",
};

describe("the record of an event", () => {
  it("carries the event's bytes under the key it is given", () => {
    const { key, value } = recordOfEvent("k", letter);
    assert.strictEqual(key, "k");
    assert.deepStrictEqual(value, encodeEvent(letter));
    assert.isTrue(decodeEvent(topics.deadLetters.name, value).ok);
  });

  it("says in CloudEvents headers what it is", () => {
    assert.deepStrictEqual(recordOfEvent("k", letter).headers, {
      ce_specversion: "1.0",
      ce_type: "dead_letter.raised",
      ce_id: "0123456789abcdef0123456789abcdef",
      ce_source: "/email/sales%20%26%20co%2F%C3%BC",
      ce_time: "2026-05-06T07:08:09.010Z",
      "content-type": "application/json",
    });
  });

  it("takes the time of the occurrence, not of the recording", () => {
    const mail = { ...letter, type: "email.received", occurredAt: 0 } as unknown as RapportEvent;
    assert.strictEqual(recordOfEvent("k", mail).headers["ce_time"], "1970-01-01T00:00:00.000Z");
  });

  it("leaves out a time that nobody can write", () => {
    for (const occurredAt of [9e15, -9e15, Date.parse("9999-12-31T23:59:59.999Z") + 1]) {
      const mail = { ...letter, type: "email.received", occurredAt } as unknown as RapportEvent;
      assert.notProperty(recordOfEvent("k", mail).headers, "ce_time");
    }
  });

  it("names what resolves a letter otherwise than the letter, and us as its source", () => {
    const { id, recordedAt } = letter;
    const { headers } = recordOfEvent("k", { type: "dead_letter.resolved", version: 1, id, recordedAt });
    assert.strictEqual(headers["ce_id"], `${letter.id}-resolved`);
    assert.strictEqual(headers["ce_source"], "/rapport");
  });

  it("stands half a surrogate pair in a name", () => {
    const source = { ...letter.source!, account: "a\ud800" };
    assert.strictEqual(recordOfEvent("k", { ...letter, source }).headers["ce_source"], "/email/a%EF%BF%BD");
  });
});
