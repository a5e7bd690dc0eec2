import { assert, describe, it } from "@effect/vitest";
import type { LadderAction } from "@rapport/contracts/Decisions";
import { ladderActions } from "../draws/CommonDraws.ts";
import {
  type Made,
  madeCase,
  plainStanding,
  shippedEffects,
  testDraws,
  testFirm,
} from "../support/madeCase.ts";
import { causesOf } from "./causes.ts";
import type { Effects } from "./Effects.ts";
import type { Standing } from "./parting.ts";
import { recommend, type Recommendation } from "./recommend.ts";
import { valueActions } from "./valueActions.ts";

const marginTarget = 0.2;
const calm = { trouble: false, beyondBounds: false };

const advise = (
  made: Made,
  standing: Partial<Standing> = {},
  { effects = shippedEffects, signs = calm }: { effects?: Effects; signs?: typeof calm } = {},
): Recommendation => {
  const one = madeCase({ labourSd: 0.1, marginSd: Math.abs(made.revenue) * 0.05, ...made });
  const causes = causesOf(one, testFirm, marginTarget, signs);
  return recommend(one, valueActions(one, testFirm, effects, testDraws), {
    draws: testDraws,
    effects,
    standing: { ...plainStanding, causes, ...standing },
    ownCauseLimit: 0.3,
  });
};

/** Clients that anybody would place alike, by the rung that is expected. Made by hand, with the effects as they ship. */
const golden: ReadonlyArray<readonly [client: string, made: Made, expected: LadderAction | "talk"]> = [
  ["safe and profitable", { revenue: 3_000_000, labour: 1_000_000, chance: 0.02 }, "keep"],
  ["profitable, and likely to leave", { revenue: 3_000_000, labour: 1_000_000, chance: 0.3 }, "repair"],
  [
    "little work, a price that is too low",
    { revenue: 500_000, labour: 100_000, overhead: 350_000, chance: 0.02 },
    "reprice",
  ],
  ["takes more than it pays for", { revenue: 1_000_000, labour: 1_000_000, chance: 0.03 }, "set_boundaries"],
  [
    "served by people who cost twice the average",
    { revenue: 1_000_000, labour: 900_000, hours: 90, chance: 0.02 },
    "hand_over",
  ],
  ["loses beyond help", { revenue: 300_000, labour: 1_500_000, chance: 0.03 }, "part_ways"],
  ["loses by our own rework", { revenue: 300_000, labour: 1_500_000, chance: 0.03, ownCause: 0.4 }, "repair"],
];
const beyondHelp = golden[5]![1];

describe("the ladder", () => {
  it.each(golden)("%s", (_, made, expected) => {
    const { action, actions, options } = advise(made);
    assert.strictEqual(action, expected);
    assert.include([2, 3], options.length);
    assert.isTrue(options.some((option) => option.action === "keep"));
    assert.isAtLeast(actions[expected as LadderAction].best, 0.6);
  });
  it("without a cause nothing is proposed, whatever it would bring", () => {
    const { actions, options } = advise(golden[0]![1]);
    assert.deepStrictEqual(
      ladderActions.filter((action) => actions[action].refused === "no_cause"),
      ["repair", "reprice", "set_boundaries", "hand_over", "part_ways"],
    );
    assert.isAbove(actions.reprice.gain.medianMinor, 0);
    // What it might do besides is shown, as what there is no cause for.
    assert.strictEqual(options.length, 2);
    assert.strictEqual(options.find(({ action }) => action !== "keep")?.refused, "no_cause");
  });
  it("contact beyond bounds is cause for boundaries of a client that pays well", () => {
    const { actions } = advise(golden[0]![1], {}, { signs: { trouble: false, beyondBounds: true } });
    assert.isNull(actions.set_boundaries.refused);
  });
  it("a complaint is cause for repair; a risk that nobody knows is none", () => {
    const made = { revenue: 3_000_000, labour: 1_000_000 };
    assert.strictEqual(advise(made).actions.repair.refused, "no_cause");
    assert.isNull(advise(made, {}, { signs: { trouble: true, beyondBounds: false } }).actions.repair.refused);
  });
  it("where nothing is clearly best it says to talk, and about what", () => {
    const made = { revenue: 1_000_000, labour: 850_000, chance: 0.04 };
    const effects = { ...shippedEffects, boundaries: { ...shippedEffects.boundaries, effort: 0.14 } };
    const { action, actions, unknown } = advise(made, {}, { effects });
    assert.strictEqual(action, "talk");
    assert.isBelow(Math.max(...ladderActions.map((one) => actions[one].best)), 0.6);
    assert.strictEqual(unknown.unknown, "acceptance");
    assert.isAbove(unknown.explains, 0.5);
  });
  it("shares of being the best add to one over what may be proposed", () => {
    for (const [, made] of golden) {
      const { actions } = advise(made);
      const sum = ladderActions.reduce((all, action) => all + actions[action].best, 0);
      assert.closeTo(sum, 1, 1e-9);
      for (const action of ladderActions)
        if (actions[action].refused !== null) assert.strictEqual(actions[action].best, 0);
    }
  });
  it("a rung that is waived is not proposed", () => {
    const { action, actions } = advise(golden[3]![1], { waived: new Set(["set_boundaries"]) });
    assert.strictEqual(actions.set_boundaries.refused, "waived");
    assert.notStrictEqual(action, "set_boundaries");
  });
});

it("a rung that was tried is not proposed again, but to repair may be", () => {
  const bounded = advise(golden[3]![1], { tried: new Set(["set_boundaries"]) });
  assert.strictEqual(bounded.actions.set_boundaries.refused, "tried");
  assert.notStrictEqual(bounded.action, "set_boundaries");
  assert.strictEqual(advise(golden[1]![1], { tried: new Set(["repair"]) }).action, "repair");
});

describe("parting", () => {
  const condition = (of: Recommendation, name: string) => of.parting.find((one) => one.condition === name)!;
  const losesMildly: Made = {
    revenue: 1_000_000,
    labour: 1_150_000,
    chance: 0.03,
    labourSd: 0.02,
    marginSd: 10_000,
  };

  it.each([
    ["somebody flagged it", { flags: ["strategic"] }, "no_flag"],
    ["it is new", { ageWeeks: 25 }, "not_new"],
  ] as const)("never where %s", (_, standing, name) => {
    const found = advise(beyondHelp, standing);
    assert.isFalse(condition(found, name).holds);
    assert.notStrictEqual(found.action, "part_ways");
    assert.strictEqual(found.actions.part_ways.refused, "conditions");
  });
  it("never where our own rework or latency is the cause, however much it loses", () => {
    for (const ownCause of [0.31, 0.5, 1]) {
      const found = advise({ ...beyondHelp, ownCause });
      assert.strictEqual(found.action, "repair");
      assert.isTrue(found.ourFault);
      assert.strictEqual(found.actions.part_ways.refused, "our_fault");
      assert.deepStrictEqual(found.options.map(({ action }) => action).toSorted(), ["keep", "repair"]);
    }
    assert.strictEqual(advise({ ...beyondHelp, ownCause: 0.3 }).action, "part_ways");
  });
  it("not while the favourable end of keeping it is no loss", () => {
    const found = advise({ ...losesMildly, labour: 1_010_000, marginSd: 100_000 });
    assert.isFalse(condition(found, "loses").holds);
    assert.isAtLeast(found.actions.keep.highMinor, 0);
    assert.strictEqual(found.actions.part_ways.refused, "conditions");
  });
  it("rungs before it are hopeless, tried, or waived; else they are open", () => {
    assert.strictEqual(condition(advise(beyondHelp), "reprice").how, "hopeless");
    const helped = { ...losesMildly, labour: 1_060_000 };
    const open = advise(helped);
    assert.strictEqual(condition(open, "set_boundaries").how, "open");
    assert.isFalse(condition(open, "set_boundaries").holds);
    for (const [how, standing] of [
      ["tried", { tried: new Set<LadderAction>(["set_boundaries", "reprice"]) }],
      ["waived", { waived: new Set<LadderAction>(["set_boundaries", "reprice"]) }],
    ] as const) {
      const found = advise(helped, standing);
      assert.strictEqual(condition(found, "set_boundaries").how, how);
      assert.isTrue(condition(found, "set_boundaries").holds);
      assert.isTrue(condition(found, "loses").holds);
    }
  });
  it("what it frees has no worth unless other work waits", () => {
    const waits = { ...shippedEffects, utilisation: 1 };
    const idle = advise(beyondHelp).actions.part_ways;
    assert.isAbove(
      advise(beyondHelp, {}, { effects: waits }).actions.part_ways.medianMinor,
      idle.medianMinor,
    );
  });
});
