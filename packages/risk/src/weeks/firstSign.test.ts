import { assert, describe, it } from "@effect/vitest";
import type { WeekSources } from "../sources/readSources.ts";
import type { ContractVersion } from "../sources/readContracts.ts";
import { firstSign } from "./firstSign.ts";
import { weekOf } from "./weekNumbers.ts";

const nothing: WeekSources = {
  mail: new Map(),
  replies: new Map(),
  unanswered: new Map(),
  tickets: new Map(),
  openTickets: new Map(),
  meetings: new Map(),
  books: new Map(),
  unbilled: new Map(),
  receivables: new Map(),
  disputes: new Map(),
  contracts: new Map(),
  dataSince: weekOf("2024-01-01"),
};
const replied = { repliesOurs: 1, replyLogOursMilli: 0, repliesTheirs: 0, replyLogTheirsMilli: 0 };
const contact = (...days: ReadonlyArray<string>) => ({
  replies: new Map([["acme", new Map(days.map((day) => [weekOf(day), replied] as const))]]),
});
const signed = (knownOn: string, startsOn = knownOn) => ({
  contracts: new Map([["acme", [[{ knownOn, startsOn } as ContractVersion]]]]),
});
const sign = (over: Partial<WeekSources>) => firstSign("acme", { ...nothing, ...over }, weekOf("2024-12-30"));

describe("a client's first week", () => {
  it("is that of its first sign of life, whichever source it is in", () => {
    const found = sign({ ...contact("2024-06-05", "2024-05-08"), ...signed("2024-04-10") });
    assert.deepStrictEqual(found, { week: weekOf("2024-04-10"), leftTruncated: false });
  });

  it("is not before its contract begins, however early that was told", () => {
    assert.strictEqual(sign(signed("2024-01-01", "2024-07-10"))?.week, weekOf("2024-07-10"));
    assert.strictEqual(sign(signed("2024-07-10", "2024-02-01"))?.week, weekOf("2024-07-10"));
    assert.isNull(sign(signed("2024-01-01", "2025-02-01")), "it has not begun");
  });

  it("is not before the data begin, and then nobody knows how old it is", () => {
    const old = { week: weekOf("2024-01-01"), leftTruncated: true };
    assert.deepStrictEqual(sign({ ...contact("2024-06-05"), ...signed("2019-04-10") }), old);
    assert.isTrue(sign(contact("2024-01-24"))?.leftTruncated, "three weeks after the data's first");
    assert.isFalse(sign(contact("2024-01-30"))?.leftTruncated);
  });

  it("is none without a sign, or with one to come", () => {
    assert.isNull(sign({}));
    assert.isNull(sign(contact("2025-01-08")));
  });
});
