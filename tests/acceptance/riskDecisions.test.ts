import { assert, describe, it } from "@effect/vitest";
import type { LadderAction } from "@rapport/contracts/Decisions";
import { causeWeeks } from "@rapport/domain/decisions/maintenance/ownCause";
import { drawEffects, trueValues } from "../secondSimulator/decisions.ts";
import { heldOut } from "../support/risk/heldOut.ts";
import { type LadderAnswer, ladderOf } from "../support/risk/ladderCases.ts";
import { lastOrigin, tenantCount, tenantOf, weeksOfTenant } from "../support/risk/samples.ts";

/** What the ladder said of a client, and what each action would really have come to. */
interface Decided {
  readonly answer: LadderAnswer["answer"];
  /** What is done: nothing where it says that people should talk first. */
  readonly done: LadderAction;
  readonly values: Readonly<Record<LadderAction, number>>;
  readonly oracle: LadderAction;
  /**
   * Our rework is the cause: it was more than three tenths of half a year's effort, or goes on now and the client would
   * not lose money were it put right.
   */
  readonly oursToRepair: boolean;
}

/** Cost above this share of revenue is less than the margin aimed at. */
const targetCost = 0.8;

/**
 * Decides about all clients of a firm at one moment. The oracle knows where each client stands, what it costs when all is
 * well and what every action does there; it keeps to the same rules: price and boundaries where a client brings too little,
 * nothing but repair where we are the cause, parting only where keeping loses.
 */
const decide = (seed: number, tried: boolean): ReadonlyArray<Decided> => {
  const tenant = tenantOf(seed);
  const { forecasts, model } = heldOut(tenant.courses, lastOrigin(tenant));
  const lived = new Map(tenant.lived.map((one) => [one.course.party, one]));
  const effects = drawEffects(seed);
  const answers = ladderOf(
    forecasts.map(({ party, at, chance, low, high }) => ({
      party,
      weeks: lived.get(party)!.course.weeks.slice(0, at + 1),
      chance: { chance, low, high },
      noticeWeeks: lived.get(party)!.nature.noticeWeeks,
    })),
    model.baseRate,
    { tried: tried ? ["reprice", "set_boundaries"] : [] },
  );
  return answers.map(({ answer }, n) => {
    const { party, at } = forecasts[n]!;
    const { nature, standings, course } = lived.get(party)!;
    const feeWeekMinor = course.weeks[at]!.revenueMinor;
    const firm = { tenant: tenant.nature, nature, feeWeekMinor, weeks: weeksOfTenant };
    const values = trueValues(firm, standings[at]!, effects);
    const dear = nature.hours * nature.hourMinor > targetCost * feeWeekMinor;
    const rungs: ReadonlyArray<LadderAction> = dear && !tried ? ["reprice", "set_boundaries"] : [];
    const parting: ReadonlyArray<LadderAction> = values.keep < 0 ? ["part_ways"] : [];
    const open: ReadonlyArray<LadderAction> = answer.ourFault
      ? ["repair"]
      : ["keep", "repair", ...rungs, ...parting];
    const sum = (of: "reworkSeconds" | "effortSeconds") =>
      course.weeks.slice(at + 1 - causeWeeks, at + 1).reduce((all, week) => all + week[of], 0);
    return {
      answer,
      done: answer.action === "talk" ? "keep" : answer.action,
      values,
      oracle: open.reduce((best, action) => (values[action] > values[best] ? action : best)),
      oursToRepair:
        sum("reworkSeconds") > 0.3 * sum("effortSeconds") ||
        (standings[at]!.fault && trueValues(firm, { ...standings[at]!, fault: false }, effects).keep >= 0),
    };
  });
};

const total = (cases: ReadonlyArray<Decided>, of: (one: Decided) => LadderAction): number =>
  cases.reduce((sum, one) => sum + one.values[of(one)], 0);

describe("what the ladder says, on firms whose actions have known effects", () => {
  const fresh = Array.from({ length: tenantCount }, (_, n) => decide(3_001 + n, false)).flat();
  // Price and boundaries have been tried in vain and are not to be repeated.
  const late = Array.from({ length: tenantCount }, (_, n) => decide(3_001 + n, true)).flat();

  it("is worth nine tenths of what an oracle's choice is worth", () => {
    for (const [name, cases] of [["fresh", fresh], ["tried", late]] as const) {
      const [own, best, kept] = [total(cases, ({ done }) => done), total(cases, ({ oracle }) => oracle), total(cases, () => "keep")];
      console.log(`${name}: ${(own / best).toFixed(3)} of the oracle's value, ${((own - kept) / (best - kept)).toFixed(3)} of what it gains over keeping all ${cases.length}`);
      assert.isAtLeast(own / best, 0.9);
      assert.isAbove(own, kept);
    }
  });

  it("to part with a client is right nineteen times of twenty, and never where our rework is the cause", () => {
    const parted = [...fresh, ...late].filter(({ done }) => done === "part_ways");
    const right = parted.filter(({ values }) => values.keep < 0 && values.part_ways > values.keep);
    console.log(`${parted.length} partings of ${fresh.length + late.length}, ${right.length} right`);
    assert.isAbove(parted.length, tenantCount / 4);
    assert.isAtLeast(right.length / parted.length, 0.95);
    assert.deepStrictEqual(parted.filter(({ oursToRepair }) => oursToRepair), []);
  });

  it("nothing but to repair is said where our rework explains it, though keeping may lose", () => {
    const ours = [...fresh, ...late].filter(({ answer }) => answer.ourFault);
    assert.isAbove(ours.length, tenantCount / 4);
    for (const { answer } of ours) assert.strictEqual(answer.action, "repair");
    assert.isNotEmpty(ours.filter(({ values }) => values.keep < 0));
  });
}); // prettier-ignore
