import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "../../seededRandom.ts";
import { shippedEffects, testFirm } from "../support/madeCase.ts";
import { type ClientYear, costOfYear, type Question } from "./ClientYear.ts";
import { whatIf } from "./whatIf.ts";

const year = (over: Partial<ClientYear> = {}): ClientYear => ({
  party: "acme",
  revenueMinor: 1_200_000,
  labourMinor: 900_000,
  overheadMinor: 60_000,
  expensesMinor: 40_000,
  creditMinor: 10_000,
  bands: [
    { band: "senior", seconds: 360_000, costMinor: 700_000 },
    { band: "junior", seconds: 180_000, costMinor: 200_000 },
  ],
  monthSeconds: Array.from({ length: 12 }, () => 45_000),
  labourFactors: Float64Array.from([0.8, 1, 1.25]),
  ...over,
});
const avoidable = (labour: number, overhead = labour, expenses = labour, labourQuarters = 0) => ({
  ...shippedEffects,
  avoidable: { labour, overhead, expenses, labourQuarters },
  partWays: { hours: 0 },
});
const terms = { firm: testFirm, effects: shippedEffects, marginTarget: 0.2 };
const ask = (question: Question, effects = shippedEffects, of = year()) =>
  whatIf(of, question, { ...terms, effects });

describe("dropping a client", () => {
  it("none of whose cost can be avoided lowers profit by its whole revenue", () => {
    const { firstYear, laterYear, lostRevenueMinor } = ask(
      { ask: "drop" },
      avoidable(0),
      year({ creditMinor: 0 }),
    );
    for (const { profitChangeMinor, avoidableMinor, strandedMinor, profitChangeLowMinor } of [
      firstYear,
      laterYear,
    ]) {
      assert.strictEqual(profitChangeMinor, -1_200_000);
      assert.strictEqual(profitChangeLowMinor, -1_200_000);
      assert.strictEqual(avoidableMinor, 0);
      assert.strictEqual(strandedMinor, 1_000_000);
    }
    assert.strictEqual(lostRevenueMinor, 1_200_000);
  });
  it("all of whose cost can be avoided lowers profit by its contribution", () => {
    const { laterYear, before } = ask({ ask: "drop" }, avoidable(1));
    assert.strictEqual(laterYear.profitChangeMinor, -before.contributionMinor);
    assert.strictEqual(laterYear.strandedMinor, 0);
  });
  it("labour goes on costing for a while, and overhead falls on others", () => {
    const { firstYear, laterYear } = ask({ ask: "drop" }, avoidable(1, 0, 1, 2));
    assert.strictEqual(firstYear.avoidableMinor, 450_000 + 40_000 + 10_000);
    assert.strictEqual(firstYear.strandedMinor, 450_000 + 60_000);
    assert.strictEqual(laterYear.strandedMinor, 60_000);
  });
  it("hours that other work takes bring their cost and a margin", () => {
    const { laterYear } = ask({ ask: "drop" }, { ...avoidable(0), utilisation: 0.5 });
    // 150 hours, half of them at 20.00 of margin.
    assert.strictEqual(laterYear.redeployedMinor, 450_000 + 150_000);
  });
  it("frees its hours by role", () => {
    assert.deepStrictEqual(ask({ ask: "drop" }).freed, year().bands);
  });
});

it("the price for a margin leaves exactly that, to the minor unit", () => {
  for (let seed = 0; seed < 200; seed++) {
    const random = seededRandom(seed);
    const of = year({ labourMinor: random.int(0, 1e8), overheadMinor: random.int(0, 1e6) });
    const marginTarget = random.int(-50, 90) / 100;
    const { targetPriceMinor } = whatIf(of, { ask: "drop" }, { ...terms, marginTarget });
    const { after } = whatIf(
      of,
      { ask: "price", revenueMinor: targetPriceMinor },
      { ...terms, marginTarget },
    );
    // No whole price comes nearer: half a unit of it is that much of the margin.
    const off = Math.abs(after.contributionMinor - targetPriceMinor * marginTarget);
    assert.isAtMost(off, (1 - marginTarget) / 2 + 1e-6, `seed ${seed}`);
    assert.strictEqual(after.costMinor, costOfYear(of));
  }
});
it("a price is worth its risk from that probability on at which gain and loss are even", () => {
  const { acceptanceNeeded, firstYear } = ask({ ask: "price", revenueMinor: 1_320_000 }, avoidable(0));
  const loss = 1_200_000 - 10_000;
  assert.closeTo(acceptanceNeeded!, loss / (loss + 120_000), 1e-12);
  assert.strictEqual(firstYear.profitChangeMinor, 120_000 - 4 * 5_000);
  assert.isNull(ask({ ask: "price", revenueMinor: 1_000_000 }).acceptanceNeeded);
});
it("a cap frees what was above it in each month, and no more", () => {
  const months = [...Array.from({ length: 11 }, () => 36_000), 144_000];
  const capped = ask({ ask: "cap", secondsPerMonth: 54_000 }, avoidable(1), year({ monthSeconds: months }));
  // 90,000 of 540,000 seconds: a sixth of everybody's.
  assert.deepStrictEqual(
    capped.freed.map(({ seconds, costMinor }) => [seconds, costMinor]),
    [
      [60_000, 116_667],
      [30_000, 33_333],
    ],
  );
  assert.strictEqual(capped.laterYear.profitChangeMinor, 150_000);
  const loose = ask({ ask: "cap", secondsPerMonth: 200_000 }, avoidable(1));
  assert.strictEqual(loose.laterYear.profitChangeMinor, 0);
});
it("a tier changes what it pays and takes, but makes nobody take more", () => {
  const cheaper = ask({ ask: "tier", tier: "B", revenueMinor: 600_000, seconds: 270_000 }, avoidable(1));
  assert.strictEqual(cheaper.lostRevenueMinor, 600_000);
  // Half of the labour and, with what is owed, half of the credit.
  assert.strictEqual(cheaper.laterYear.profitChangeMinor, -600_000 + 450_000 + 5_000);
  const more = ask({ ask: "tier", tier: "A", revenueMinor: 1_200_000, seconds: 900_000 }, avoidable(1));
  assert.strictEqual(more.laterYear.profitChangeMinor, 0);
});
it("a hand-over costs the other band's hours at once, and revenue in the first year", () => {
  const handed = ask({ ask: "hand_over", band: "junior", hourCostMinor: 4_000 });
  // 100 senior hours at 4,000 instead of 700,000.
  assert.deepStrictEqual(handed.freed, [
    { band: "senior", seconds: 360_000, costMinor: 700_000 },
    { band: "junior", seconds: -360_000, costMinor: -400_000 },
  ]);
  assert.strictEqual(handed.firstYear.profitChangeMinor, 300_000 - 180_000 - 12 * 5_000);
  assert.strictEqual(handed.laterYear.profitChangeMinor, 300_000);
  assert.strictEqual(handed.after.costMinor, costOfYear(year()) - 300_000);
});
it("what is no longer needed is avoided, used elsewhere or stranded: nothing is lost", () => {
  const random = seededRandom(7);
  for (let i = 0; i < 200; i++) {
    const effects = {
      ...avoidable(random.next(), random.next(), random.next(), random.next() * 4),
      utilisation: random.next(),
    };
    const firm = { ...testFirm, hourMarginMinor: 0 };
    for (const question of [{ ask: "drop" }, { ask: "cap", secondsPerMonth: 20_000 }] as const) {
      const { before, after, firstYear, laterYear } = whatIf(year(), question, { ...terms, firm, effects });
      for (const { avoidableMinor, strandedMinor, redeployedMinor } of [firstYear, laterYear])
        assert.strictEqual(
          avoidableMinor + strandedMinor + redeployedMinor,
          before.costMinor - after.costMinor,
        );
    }
  }
});
it("the interval is that of how long the work truly takes", () => {
  const { laterYear } = ask({ ask: "drop" }, avoidable(1));
  assert.strictEqual(laterYear.profitChangeLowMinor, laterYear.profitChangeMinor - 180_000);
  assert.strictEqual(laterYear.profitChangeHighMinor, laterYear.profitChangeMinor + 225_000);
});
