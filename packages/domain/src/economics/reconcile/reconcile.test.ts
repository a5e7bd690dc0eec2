import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seededRandom.ts";
import { reconcile } from "./reconcile.ts";
import type { BookedAmount, ControlAmount } from "./Reconciliation.ts";

const said = (eventId: string, amount: number, over: Partial<ControlAmount> = {}): ControlAmount => ({
  measure: "invoices",
  currency: "GBP",
  eventId,
  name: `INV-${eventId}`,
  day: "2026-10-05",
  amount,
  ...over,
});
const held = (eventId: string, amount: number, over: Partial<BookedAmount> = {}): BookedAmount => ({
  measure: "invoices",
  currency: "GBP",
  eventId,
  state: "client",
  party: "acme",
  amount,
  ...over,
});

describe("reconcile", () => {
  it("adds up everybody, those that nobody claims too, beside what the source says", () => {
    const elsewhere = { state: "unattributed", party: "billing:c-9" } as const;
    const { lines, documents } = reconcile(
      [held("1", 100), held("2", 50, elsewhere), held("3", -30), held("4", 7, { currency: "EUR" })],
      [said("1", 100), said("2", 50), said("3", -30), said("4", 7, { currency: "EUR" })],
    );
    expect(documents).toEqual([]);
    expect(
      lines.map(({ currency, booked, control, difference }) => [currency, booked, control, difference]),
    ).toEqual([
      ["EUR", 7, 7, 0],
      ["GBP", 120, 120, 0],
    ]);
    expect(lines[1]!.parties).toEqual([
      { state: "client", party: "acme", amount: 70, events: 2 },
      { ...elsewhere, amount: 50, events: 1 },
    ]);
  });

  it("names each document that makes a difference, and why", () => {
    const { lines, documents } = reconcile(
      [held("1", 90), held("gone", 5), held("twice", 10), held("twice", 10, { party: "bolt" })],
      [said("1", 100), said("late", 70), said("dollars", 40, { currency: "USD" }), said("twice", 20)],
      new Map([["dollars", { state: "client", party: "acme" }]]),
    );
    expect(
      documents.map(({ name, eventId, booked, control, difference, reason, party }) => [
        name,
        eventId,
        booked,
        control,
        difference,
        reason,
        party,
      ]),
    ).toEqual([
      ["INV-1", "1", 90, 100, -10, "amount_differs", "acme"],
      ["", "gone", 5, 0, 5, "not_in_source", "acme"],
      ["INV-late", "late", 0, 70, -70, "not_in_books", ""],
      ["INV-dollars", "dollars", 0, 40, -40, "no_exchange_rate", "acme"],
    ]);
    expect(lines.map(({ difference }) => difference)).toEqual([-75, -40]);
  });

  it("does not let errors cancel out: a line of 0 may have documents", () => {
    const { lines, documents } = reconcile([held("1", 90), held("2", 110)], [said("1", 100), said("2", 100)]);
    expect(lines[0]!.difference).toBe(0);
    expect(documents).toHaveLength(2);
  });

  it("differs by line exactly as its documents do, in whatever order they come", () => {
    const random = seededRandom(8);
    for (let round = 0; round < 50; round++) {
      const currency = () => random.pick(["EUR", "GBP"]);
      const ids = Array.from({ length: random.int(0, 20) }, (_, n) => [String(n), currency()] as const);
      const some = () => ids.filter(() => random.chance(0.9));
      const amount = () => random.int(-2, 2);
      const [booked, control] = [
        some().map(([id, of]) => held(id, amount(), { currency: of })),
        some().map(([id, of]) => said(id, amount(), { currency: of })),
      ];
      const found = reconcile(booked, control);
      expect(reconcile(random.shuffle(booked), random.shuffle(control))).toEqual(found);
      for (const line of found.lines) {
        const of = found.documents.filter((each) => each.currency === line.currency);
        expect(of.reduce((sum, { difference }) => sum + difference, 0)).toBe(line.difference);
      }
    }
  });
});
