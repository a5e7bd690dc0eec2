import { assert, describe, it } from "@effect/vitest";
import type { QuadrantAnswer } from "@rapport/contracts/http/decisions/Quadrant";
import { quadrantCsv, quadrantTable } from "../render/decisions/quadrant.ts";
import type { ClientMonthSums, MonthMultipliers } from "./decisionQueries.ts";
import { labourDraws, labourFactors } from "./labourDraws.ts";
import { lastWholeMonth, monthsFrom, wholeMonthsTo, wholeQuarterTo } from "./spans.ts";

describe("spans", () => {
  it("end with the last whole month", () => {
    assert.strictEqual(lastWholeMonth("2026-10-31"), "2026-10-31");
    assert.strictEqual(lastWholeMonth("2026-10-30"), "2026-09-30");
    assert.deepStrictEqual(wholeMonthsTo("2026-03-15", 12), { from: "2025-03-01", last: "2026-02-28" });
  });
  it("quarters follow one another without a gap", () => {
    assert.deepStrictEqual(wholeQuarterTo("2026-01-31", 0), { from: "2025-11-01", last: "2026-01-31" });
    assert.deepStrictEqual(wholeQuarterTo("2026-01-31", 1), { from: "2025-08-01", last: "2025-10-31" });
    assert.deepStrictEqual(wholeQuarterTo("2026-01-31", 3), { from: "2025-02-01", last: "2025-04-30" });
  });
  it("months are counted with both ends", () => {
    assert.strictEqual(monthsFrom("2025-11-01", "2026-10-31"), 12);
    assert.strictEqual(monthsFrom("2026-10-01", "2026-10-31"), 1);
  });
});

describe("labour in draws", () => {
  const month = (first: string): ClientMonthSums => ({
    party: "acme",
    first,
    revenue_minor: 0,
    cost_minor: 100,
    labour_minor: 100,
    mail_minor: 10,
    meeting_minor: 20,
    ticket_minor: 30,
    logged_minor: 40,
    overhead_minor: 0,
    expenses_minor: 0,
    credit_minor: 0,
    effort_seconds: 0,
    correspondence_seconds: 0,
  });
  const drawn: MonthMultipliers = {
    first: "2026-01-01",
    mail_micro: [1_000_000, 2_000_000],
    meeting_micro: [1_000_000, 500_000],
    ticket_micro: [1_000_000, 1_050_000],
    time_micro: [1_000_000, 1_000_000],
  };
  const multipliers = new Map([[drawn.first, drawn]]);
  it("is each kind times its multiplier, rounded towards nothing once over all months", () => {
    const one = labourDraws([month("2026-01-01")], multipliers, 2);
    assert.deepStrictEqual([...one], [100, 101]);
    // 101.5 and 101.5 are 203: months are not rounded by themselves.
    const two = labourDraws([month("2026-01-01"), month("2026-01-01")], multipliers, 2);
    assert.deepStrictEqual([...two], [200, 203]);
  });
  it("a month without draws is what it is, and no labour is no factor", () => {
    assert.deepStrictEqual([...labourDraws([month("2026-02-01")], multipliers, 2)], [100, 100]);
    assert.deepStrictEqual([...labourFactors(new Float64Array(2), 0)], [1, 1]);
    assert.deepStrictEqual([...labourFactors(Float64Array.from([50, 200]), 100)], [0.5, 2]);
  });
});

it("a quadrant tells cells by words alone, and CSV guards names that a spreadsheet would run", () => {
  const figures = {
    revenueMinor: 100_000,
    costMinor: 80_000,
    contributionMinor: 20_000,
    effortSeconds: 7_200,
  };
  const evidence = { money: "", effort: "", risk: "" };
  const answer: QuadrantAnswer = {
    asOf: "2026-10-31",
    knownAt: null,
    firmConfigured: true,
    from: "2025-11-01",
    to: "2026-10-31",
    week: "2026-10-19",
    currency: "GBP",
    converted: null,
    marginTargetPercent: 20,
    hurdlePercent: 0,
    cells: [{ cell: "save", clients: 1, ...figures }],
    total: { clients: 1, ...figures },
    items: [
      {
        id: "acme",
        name: "=ACME",
        owner: null,
        ownerName: null,
        segment: null,
        tier: null,
        evidence,
        cell: "save",
        risk: {
          shown: "percent",
          band: "high",
          chance: { percent: 31.4, lowPercent: 20, highPercent: 44 },
        },
        rank: 1,
        ...figures,
        contributionLowMinor: 10_000,
        contributionHighMinor: 30_000,
        lossProbabilityPercent: 1,
        marginPercent: 20,
      },
    ],
  };
  const text = quadrantTable(answer);
  assert.match(text, /save +=ACME +31 % high +1,000.00 +200.00 +100.00 … 300.00 +1 % +20.0 % +2.0/);
  assert.include(quadrantCsv(answer), "acme,'=ACME,,,,,save,percent,high,31.4,GBP,100000,80000,20000");
});
