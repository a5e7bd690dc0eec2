import type { EvidenceItem, EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import { describe, expect, it } from "vitest";
import { saidOfSum } from "./saidOfSum.ts";

const item = (amount: number): EvidenceItem => ({
  day: "2026-01-01",
  category: "invoice",
  measured: true,
  amount,
  eventId: null,
  type: null,
  occurredAt: null,
  messageId: null,
  ticket: null,
  number: null,
  document: null,
  own: null,
  sources: [],
});
const page = (
  amounts: ReadonlyArray<number>,
  nextCursor: string | null,
  sum: number | null = 1500,
): EvidencePage => ({
  asOf: "2026-01-31",
  knownAt: null,
  firmConfigured: true,
  from: "2026-01-01",
  to: "2026-01-31",
  currency: "EUR",
  converted: null,
  restatements: [],
  unconverted: [],
  client: { id: "acme", name: "Acme", state: "client" },
  metric: "contribution",
  unit: sum === null ? "own_minor" : "minor",
  sum,
  total: 3,
  categories: [],
  items: amounts.map(item),
  nextCursor,
});

describe("saidOfSum", () => {
  it("adds what is read so far, and says when it is the figure", () => {
    const first = page([2000, -700], "more");
    expect(saidOfSum([first])).toBe("The first 2 of 3, together EUR 13.00.");
    expect(saidOfSum([first, page([200], null)])).toBe(
      "All 3 contributions add up to EUR 15.00: the figure.",
    );
  });
  it("never claims a sum that the items do not have", () => {
    expect(saidOfSum([page([2000, -700, 201], null)])).toMatch(/adds up to EUR 15\.01: figures changed/);
    expect(saidOfSum([page([1500], null)])).toMatch(/figures changed/);
  });
  it("adds no currencies to each other", () => {
    expect(saidOfSum([page([1, 2, 3], null, null)])).toBe("All 3 contributions.");
  });
});
