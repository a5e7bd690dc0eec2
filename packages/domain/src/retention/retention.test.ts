import { assert, describe, it } from "@effect/vitest";
import { movementOf } from "./movement.ts";
import type { Contract, Convert, RecurringVersion } from "./RecurringVersion.ts";
import { recurringOn } from "./RecurringVersion.ts";
import { renewalsOn } from "./renewals.ts";
import { retentionFigures } from "./retentionFigures.ts";
import { revenueAtRisk } from "./revenueAtRisk.ts";

let count = 0;
const version = (over: Partial<RecurringVersion>): RecurringVersion => {
  count += 1;
  return {
    eventId: `e${count}`,
    knownOn: over.startsOn ?? "2024-01-01",
    startsOn: "2024-01-01",
    endsOn: null,
    renewsOn: null,
    noticeDays: 30,
    currency: "EUR",
    ownFeeMonth: 1_000_00,
    ...over,
  };
};
const contract = (...versions: ReadonlyArray<Partial<RecurringVersion>>): Contract => versions.map(version);

/** One dollar is .80 euro on the first day and .90 on the last; nobody says what a pound is. */
const at =
  (dollar: number): Convert =>
  (minor, currency) =>
    currency === "EUR" ? minor : currency === "USD" ? Math.round(minor * dollar) : null;
const opening = { day: "2024-12-31", convert: at(0.8) };
const closing = { day: "2025-12-31", convert: at(0.9) };
const moved = (...contracts: ReadonlyArray<Contract>) => movementOf(contracts, opening, closing);

/** The year 2025 of eight clients, worked out by hand. Euros a month. */
const year = {
  kept: moved(contract({})),
  // 1,000, from July on 1,300.
  expanded: moved(contract({}, { knownOn: "2025-07-01", ownFeeMonth: 1_300_00 })),
  // Two of 600 each, one ends in May.
  contracted: moved(
    contract({ ownFeeMonth: 600_00 }),
    contract({ ownFeeMonth: 600_00 }, { knownOn: "2025-04-01", endsOn: "2025-05-31", ownFeeMonth: 600_00 }),
  ),
  // Notice in August for the end of October.
  lost: moved(contract({ ownFeeMonth: 900_00 }, { knownOn: "2025-08-05", endsOn: "2025-10-31" })),
  // 1,000 dollars all along: 800 on the first day, 900 on the last.
  dollars: moved(contract({ currency: "USD" })),
  // A new client, at the last day's rate.
  new: moved(contract({ startsOn: "2025-03-01", currency: "USD", ownFeeMonth: 500_00 })),
  // Was a client until June 2024 and comes back in June 2025.
  wonBack: moved(
    contract({}, { knownOn: "2024-03-01", endsOn: "2024-06-30" }),
    contract({ startsOn: "2025-06-01", ownFeeMonth: 700_00 }),
  ),
  // A project without a fee that recurs.
  project: moved(contract({ ownFeeMonth: null })),
} as const;

describe("what became of recurring revenue", () => {
  it("client by client", () => {
    const kinds = Object.fromEntries(Object.entries(year).map(([name, { kind }]) => [name, kind]));
    assert.deepStrictEqual(kinds, {
      kept: "kept",
      expanded: "expanded",
      contracted: "contracted",
      lost: "lost",
      dollars: "kept",
      new: "new",
      wonBack: "won_back",
      project: "none",
    });
    assert.strictEqual(year.expanded.expansionMinor, 300_00);
    assert.strictEqual(year.contracted.contractionMinor, 600_00);
    assert.strictEqual(year.lost.lostMinor, 900_00);
    assert.deepStrictEqual(
      [year.dollars.openingMinor, year.dollars.exchangeMinor, year.dollars.closingMinor],
      [800_00, 100_00, 900_00],
    );
    assert.strictEqual(year.new.newMinor, 450_00);
    assert.strictEqual(year.wonBack.wonBackMinor, 700_00);
  });

  it("together: GRR, NRR and logo churn", () => {
    const figures = retentionFigures(Object.values(year));
    // 1,000 + 1,000 + 1,200 + 900 + 800.
    assert.strictEqual(figures.openingMinor, 4_900_00);
    assert.approximately(figures.gross!, (4_900 - 600 - 900) / 4_900, 1e-12);
    assert.approximately(figures.net!, (4_900 - 600 - 900 + 300) / 4_900, 1e-12);
    assert.strictEqual(figures.closingMinor, 1_000_00 + 1_300_00 + 600_00 + 900_00 + 450_00 + 700_00);
    assert.strictEqual(
      figures.openingMinor +
        figures.newMinor +
        figures.wonBackMinor +
        figures.expansionMinor -
        figures.contractionMinor -
        figures.lostMinor +
        figures.exchangeMinor,
      figures.closingMinor,
    );
    assert.deepStrictEqual(
      [figures.openingClients, figures.lostClients, figures.newClients, figures.wonBackClients],
      [5, 1, 1, 1],
    );
    assert.strictEqual(figures.closingClients, 6);
    assert.strictEqual(figures.logoChurn, 0.2);
    assert.isBelow(figures.logoChurnLow!, 0.1);
    assert.isAbove(figures.logoChurnHigh!, 0.4);
  });

  it("without clients there is no rate, and one who loses none has not lost at most none", () => {
    const none = retentionFigures([]);
    assert.deepStrictEqual(
      [none.gross, none.net, none.logoChurn, none.logoChurnHigh],
      [null, null, null, null],
    );
    const one = retentionFigures([year.kept]);
    assert.deepStrictEqual([one.gross, one.net, one.logoChurn, one.logoChurnLow], [1, 1, 0, 0]);
    assert.isAbove(one.logoChurnHigh!, 0.5);
  });

  it("a down- and an upgrade that meet do not make a hole in gross retention", () => {
    const swapped = moved(
      contract({ ownFeeMonth: 500_00 }, { knownOn: "2025-02-01", endsOn: "2025-03-31", ownFeeMonth: 500_00 }),
      contract({ startsOn: "2025-04-01", ownFeeMonth: 500_00 }),
    );
    assert.strictEqual(swapped.kind, "kept");
  });

  it("a currency that gets its first rate makes nobody new", () => {
    const unknown: Convert = (minor, currency) => (currency === "EUR" ? minor : null);
    const found = movementOf(
      [contract({ currency: "USD" })],
      { day: "2024-12-31", convert: unknown },
      closing,
    );
    assert.deepStrictEqual([found.kind, found.exchangeMinor, found.closingMinor], ["kept", 900_00, 900_00]);
    const pounds = moved(contract({}, { knownOn: "2025-06-01", currency: "GBP" }));
    assert.deepStrictEqual([pounds.kind, pounds.exchangeMinor, pounds.closingMinor], ["kept", -1_000_00, 0]);
  });

  it("what came to be known later changes no earlier day, and what no rate converts is in no sum", () => {
    const late = contract({}, { knownOn: "2025-01-15", ownFeeMonth: 2_000_00 });
    assert.strictEqual(recurringOn([late], "2024-12-31", at(1)).monthMinor, 1_000_00);
    const pounds = recurringOn([contract({ currency: "GBP" })], "2025-01-01", at(1));
    assert.deepStrictEqual(pounds, {
      monthMinor: 0,
      eventIds: [],
      unconverted: [{ currency: "GBP", monthMinor: 1_000_00 }],
    });
  });
});

describe("renewals", () => {
  const of = (...versions: ReadonlyArray<Partial<RecurringVersion>>) =>
    renewalsOn([contract(...versions)], "2025-03-10").map(({ kind, on, noticeBy, noticeDaysLeft }) => ({
      kind,
      on,
      noticeBy,
      noticeDaysLeft,
    }));
  it("come with the last day for notice, every year again", () => {
    assert.deepStrictEqual(of({ renewsOn: "2025-06-30", noticeDays: 90 }), [
      { kind: "renews", on: "2025-06-30", noticeBy: "2025-04-01", noticeDaysLeft: 22 },
    ]);
    assert.deepStrictEqual(of({ renewsOn: "2023-04-01" }), [
      { kind: "renews", on: "2025-04-01", noticeBy: "2025-03-02", noticeDaysLeft: -8 },
    ]);
    // One of this very day has renewed.
    assert.strictEqual(of({ renewsOn: "2025-03-10" })[0]?.on, "2026-03-10");
    assert.strictEqual(of({ renewsOn: "2024-02-29" })[0]?.on, "2026-02-28");
  });
  it("an end is by notice when it was open before, else as agreed", () => {
    assert.deepStrictEqual(of({}, { knownOn: "2025-02-01", endsOn: "2025-05-31" }), [
      { kind: "ends_by_notice", on: "2025-05-31", noticeBy: null, noticeDaysLeft: null },
    ]);
    assert.strictEqual(of({ endsOn: "2025-05-31" })[0]?.kind, "ends_as_agreed");
  });
  it("there are none of open, ended, or not yet known contracts", () => {
    assert.deepStrictEqual(of({}), []);
    assert.deepStrictEqual(of({ endsOn: "2025-03-10" }), []);
    assert.strictEqual(of({}, { knownOn: "2025-03-11", renewsOn: "2025-09-01" }).length, 0);
  });
});

describe("revenue at risk", () => {
  const sure = { yearMinor: 1_000_00, chance: 0.2, chanceLow: 0.2, chanceHigh: 0.2 };
  it("is the expectation, with an interval of who gives notice", () => {
    const one = revenueAtRisk([sure], 1);
    assert.deepStrictEqual(one, { expectedMinor: 200_00, lowMinor: 0, highMinor: 1_000_00 });
    const many = revenueAtRisk(
      Array.from({ length: 100 }, () => ({ ...sure, yearMinor: 10_00 })),
      1,
    );
    assert.strictEqual(many.expectedMinor, 200_00);
    // A binomial of 100 and .2: 8 of 10 between 15 and 25.
    assert.deepStrictEqual([many.lowMinor, many.highMinor], [150_00, 250_00]);
  });
  it("is wider where the chances themselves are uncertain, all together", () => {
    const unsure = { yearMinor: 10_00, chance: 0.2, chanceLow: 0.08, chanceHigh: 0.4 };
    const wide = revenueAtRisk(
      Array.from({ length: 100 }, () => unsure),
      1,
    );
    assert.isBelow(wide.lowMinor, 110_00);
    assert.isAbove(wide.highMinor, 350_00);
    assert.deepStrictEqual(
      revenueAtRisk(
        Array.from({ length: 100 }, () => unsure),
        1,
      ),
      wide,
    );
  });
  it("of nobody is nothing", () => {
    assert.deepStrictEqual(revenueAtRisk([], 1), { expectedMinor: 0, lowMinor: 0, highMinor: 0 });
  });
});
