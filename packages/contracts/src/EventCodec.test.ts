import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeEvent, encodeEvent, eventContracts, type Upcaster } from "./EventCodec.ts";
import { allTopics, topics } from "./Topics.ts";

// Every version ever written, one file each, never changed: what once stood in a log must stay readable.
const corpus = new URL("../../../tests/fixtures/events/", import.meta.url);
const files = readdirSync(corpus).filter((name) => name.endsWith(".json"));
const topicOf = (type: string): string => eventContracts.get(type)?.topic ?? "none";
const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const golden = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(name, corpus), "utf8")) as Record<string, unknown>;

describe("the golden corpus", () => {
  it("has every event type of today, in its newest version", () => {
    const newest = [...eventContracts].map(
      ([type, { schema }]) => `${type}@${schema.parse(golden(`${type}@1.json`)).version}.json`,
    );
    expect(newest.filter((name) => !files.includes(name))).toEqual([]);
    expect(new Set([...eventContracts.values()].map(({ topic }) => topic))).toEqual(
      new Set(allTopics.map(({ name }) => name)),
    );
  });
  for (const name of files) {
    it(`reads ${name} and writes it back`, () => {
      const type = name.split("@")[0]!;
      const decoded = decodeEvent(topicOf(type), bytes(golden(name)));
      if (!decoded.ok) throw new Error(JSON.stringify(decoded.issues));
      expect(decoded.event.type).toBe(type);
      expect(JSON.parse(Buffer.from(encodeEvent(decoded.event)).toString())).toEqual(golden(name));
    });
  }
});

describe("decodeEvent", () => {
  const email = golden("email.received@1.json");
  const decode = (value: unknown) => decodeEvent(topics.interactions.name, bytes(value));

  it("names the field that no contract accepts", () => {
    const decoded = decode({ ...email, occurredAt: "yesterday" });
    expect(decoded).toMatchObject({ ok: false, code: "invalid_event", issues: [{ path: "occurredAt" }] });
  });
  it("refuses a field that no contract knows: a body cannot slip in", () => {
    const data = { ...(email["data"] as object), body: "Dear Bob" };
    expect(decode({ ...email, data })).toMatchObject({ ok: false, code: "invalid_event" });
  });
  it("tells an unknown type from an invalid event", () => {
    expect(decode({ ...email, type: "email.imagined" })).toMatchObject({ ok: false, code: "unknown_type" });
  });
  it.each([
    ["empty", new Uint8Array()],
    ["not UTF-8", new Uint8Array([0xff, 0xfe, 0x00])],
    ["truncated", bytes(email).slice(0, 100)],
    ["an array", bytes([])],
    ["null", bytes(null)],
  ])("never throws: %s", (_name, value) => {
    expect(decodeEvent(topics.interactions.name, value)).toMatchObject({ ok: false, code: "invalid_event" });
  });
  it.each(["2023-02-29", "2024-02-31", "2024-13-01", "24-01-01", "2024-1-1", "1899-12-31", "2300-01-01"])(
    "takes no day that there is not, or that is too far: %s",
    (issuedOn) => {
      const invoice = golden("invoice.issued@1.json");
      const value = bytes({ ...invoice, data: { ...(invoice["data"] as object), issuedOn } });
      const decoded = decodeEvent(topics.ledger.name, value);
      expect(decoded).toMatchObject({ ok: false, code: "invalid_event" });
      const paths = decoded.ok ? [] : decoded.issues.map(({ path }) => path);
      expect(new Set(paths)).toEqual(new Set(["data.issuedOn"]));
    },
  );
  it("takes a document's event only under the id of its document", () => {
    const invoice = golden("invoice.issued@1.json");
    const { document } = invoice["data"] as { document: object };
    const revised = { ...(invoice["data"] as object), document: { ...document, revision: 9 } };
    expect(decodeEvent(topics.ledger.name, bytes(invoice))).toMatchObject({ ok: true });
    for (const other of [
      { ...invoice, id: "0".repeat(32) },
      { ...invoice, data: revised },
    ])
      expect(decodeEvent(topics.ledger.name, bytes(other))).toMatchObject({
        code: "invalid_event",
        issues: [{ path: "id" }],
      });
  });
  it("knows no contract for an unknown topic", () => {
    expect(decodeEvent("rapport.imagined", bytes(email))).toMatchObject({ ok: false, code: "unknown_type" });
  });
  it("upcasts old versions step by step at read", () => {
    const old = { ...email, version: -1, source: undefined, from: "sample" };
    const chain = new Map<string, Upcaster>([
      ["email.received@-1", (o) => ({ ...o, version: 0 })],
      ["email.received@0", (o) => ({ ...email, id: o["id"] })],
    ]);
    expect(decodeEvent(topics.interactions.name, bytes(old), chain)).toMatchObject({ ok: true });
    expect(decode(old)).toMatchObject({ ok: false });
  });
  it("turns an upcaster that fails or circles into an invalid event", () => {
    const fails = new Map([["email.received@1", () => JSON.parse("") as Record<string, unknown>]]);
    const circles = new Map([["email.received@1", (o: Record<string, unknown>) => o]]);
    for (const chain of [fails, circles])
      expect(decodeEvent(topics.interactions.name, bytes(email), chain)).toMatchObject({
        code: "invalid_event",
      });
  });
});
