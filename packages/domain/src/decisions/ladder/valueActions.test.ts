import { assert, describe, it } from "@effect/vitest";
import { annuity, lifetimeValueMinor, ratePer } from "../../economics/money/lifetimeValue.ts";
import { commonDraws, ladderActions } from "../draws/CommonDraws.ts";
import { certain, type Made, madeCase, shippedEffects, testDraws, testFirm } from "../support/madeCase.ts";
import { valueActions } from "./valueActions.ts";

const quarterly = ratePer(testFirm.discountPerYear, 4);
/** What one unit at the end of each quarter of three years is worth to somebody who certainly stays. */
const whole = annuity(1, quarterly, 12);
/** The usual risk: then nothing goes back to the firm's own. */
const usual = testFirm.quarterlyChurn;
const near = (actual: number, expected: number, message?: string) =>
  assert.closeTo(actual, expected, Math.abs(expected) * 1e-9 + 1e-6, message);
/** What a quarter of 200,000 that is saved after so many quarters is worth, of a client with the usual risk. */
const saving = (after: number): number =>
  50_000 * (annuity(1 - usual, quarterly, 12) - annuity(1 - usual, quarterly, after));
const first = (made: Made, effects = certain) => {
  const values = valueActions(madeCase(made), testFirm, effects, testDraws);
  return Object.fromEntries(ladderActions.map((action) => [action, values[action][0]!])) as Record<
    (typeof ladderActions)[number],
    number
  >;
};

describe("the value of the six actions", () => {
  it("keeping is the lifetime value of its margin", () => {
    const { keep } = first({ revenue: 300_000, labour: 200_000, chance: usual });
    const expected = lifetimeValueMinor({ marginMinor: 100_000, survival: 0.96, discountPerYear: 0.1 });
    assert.strictEqual(Math.round(keep), expected);
  });
  it("a risk out of the usual goes back to the firm's own", () => {
    const made = { revenue: 300_000, labour: 200_000 };
    const stays = (persistence: number) => first({ ...made, chance: 0.3 }, { ...certain, persistence }).keep;
    near(stays(1), 100_000 * annuity(0.7, quarterly, 12));
    assert.isAbove(stays(0.7), stays(1));
    assert.isBelow(stays(0.7), stays(0));
    // With nothing left of it after a quarter only the first is risky.
    near(stays(0), (100_000 * annuity(0.96, quarterly, 12) * 0.7) / 0.96);
  });
  it("repair buys a lower hazard for its hours while it lasts", () => {
    const made = { revenue: 300_000, labour: 200_000, chance: usual };
    const { repair } = first(made, { ...certain, lasts: 12 });
    near(repair, 100_000 * annuity(1 - usual * 0.75, quarterly, 12) - 8 * 5_000);
    assert.isBelow(first(made, { ...certain, lasts: 4 }).repair, repair);
  });
  it("a price is accepted in seven draws of ten, and doubles the hazard in the others", () => {
    const one = madeCase({ revenue: 300_000, labour: 200_000, chance: usual });
    const { reprice } = valueActions(one, testFirm, { ...certain, lasts: 12 }, testDraws);
    const accepted = 130_000 * annuity(1 - usual, quarterly, 12) - 4 * 5_000;
    const refused = 100_000 * annuity(1 - 2 * usual, quarterly, 12) - 4 * 5_000;
    for (const [i, value] of reprice.entries())
      near(value, testDraws.acceptance[i]! < 0.7 ? accepted : refused);
    assert.strictEqual(reprice.filter((value) => Math.abs(value - accepted) < 1).length, 350);
  });
  it("boundaries save work once nobody is paid for it", () => {
    const made = { revenue: 300_000, labour: 200_000, chance: usual };
    const riskless = { ...certain, boundaries: { ...certain.boundaries, hazard: 1 } };
    const at = (labourQuarters: number, labour = 1) =>
      first(made, { ...riskless, avoidable: { ...certain.avoidable, labour, labourQuarters } });
    near(at(0).set_boundaries - at(0).keep, saving(0) - 20_000);
    near(at(2).set_boundaries - at(2).keep, saving(2) - 20_000);
    near(at(0, 0).set_boundaries - at(0, 0).keep, -20_000);
  });
  it("hours that other work takes are worth their cost and its margin at once", () => {
    const made = { revenue: 300_000, labour: 200_000, chance: usual };
    const effects = { ...certain, utilisation: 1, boundaries: { ...certain.boundaries, hazard: 1 } };
    const { set_boundaries: bounded, keep } = first(made, effects);
    // 40 hours of a quarter, a quarter of which is saved, at 20.00 of margin each.
    near(bounded - keep, saving(0) + 10 * 2_000 * annuity(1 - usual, quarterly, 12) - 20_000);
  });
  it("a hand-over loses a year's revenue in part, and its hours cost the average", () => {
    const { hand_over: handed, keep } = first({
      revenue: 300_000,
      labour: 200_000,
      hours: 30,
      chance: usual,
    });
    const year = annuity(0.96, quarterly, 4);
    near(handed - keep, 50_000 * annuity(0.96, quarterly, 12) - 45_000 * year - 12 * 5_000);
  });
  it("parting leaves what does not go away without the client, and nothing where all of it does", () => {
    const made = { revenue: 300_000, labour: 200_000, overhead: 10_000, noticeWeeks: 0 };
    const avoidable = { labour: 1, overhead: 1, expenses: 1, labourQuarters: 0 };
    near(first(made, { ...certain, avoidable }).part_ways, -16 * 5_000);
    const none = { labour: 0, overhead: 0, expenses: 0, labourQuarters: 0 };
    near(first(made, { ...certain, avoidable: none }).part_ways, -16 * 5_000 - 210_000 * whole);
  });
  it("until the last day the margin goes on", () => {
    const avoidable = { labour: 1, overhead: 1, expenses: 1, labourQuarters: 0 };
    const { part_ways: parted } = first(
      { revenue: 300_000, labour: 200_000, noticeWeeks: 26 },
      { ...certain, avoidable },
    );
    near(parted, 100_000 * annuity(1, quarterly, 2) - 16 * 5_000);
  });
  it("more work than thought is less margin, for every action alike", () => {
    const one = madeCase({ revenue: 300_000, labour: 200_000, labourSd: 0.3, chance: usual });
    const { keep } = valueActions(one, testFirm, certain, testDraws);
    for (const i of [0, 99, 499])
      near(keep[i]!, (300_000 - 200_000 * one.labourFactors[i]!) * annuity(0.96, quarterly, 12));
  });
  it("the same draws give the same values", () => {
    const one = madeCase({ revenue: 300_000, labour: 200_000, chance: 0.1, marginSd: 20_000 });
    const twice = [1, 2].map(() => valueActions(one, testFirm, shippedEffects, commonDraws(500)));
    assert.deepStrictEqual(twice[0], twice[1]);
  });
});
