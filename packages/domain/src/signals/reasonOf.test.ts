import { assert, describe, it } from "@effect/vitest";
import { signalKinds } from "@rapport/contracts/views/signals/SignalView";
import { signalViewOf } from "@rapport/contracts/views/signals/signalViews";
import type { Figures } from "./Figures.ts";
import { reasonOf } from "./reasonOf.ts";

const example = (kind: (typeof signalKinds)[number]) => {
  const { figures, columns } = signalViewOf(kind);
  const values: Array<readonly [string, string | number]> = figures.map(({ name, unit, example: text }) => [
    name,
    unit === "text" || unit === "day" ? text : Number(text),
  ]);
  return {
    about: columns.find(({ name }) => name === "about")!.example,
    figures: Object.fromEntries(values),
  };
};
const nothing = (figures: Figures): Figures =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, typeof value === "string" ? "" : null]),
  );

describe("reasons of signals", () => {
  it.each([
    ["answer_due", "2 questions wait for an answer, the first for 24 h of working time; usual is 16 h"],
    ["silence", "quiet for 25 open days; the longest pause before was 10"],
    ["hand_over", "5 of 12 messages since the hand-over still went to Carla Okonjo alone"],
    [
      "scope",
      "38 h of 164 h logged in 13 weeks are not billed (23 %, 2 % at others) and cost GBP 1,956.62; 6 requests beyond the scope in 23 messages; 2.0 h beyond the agreed cap",
    ],
    ["milestone", "3 years of working together in 12 days"],
  ] as const)("%s", (kind, reason) => {
    assert.strictEqual(reasonOf(kind, example(kind)), reason);
  });

  it("say something of every kind by its own figures, and none speaks of what is not there", () => {
    for (const kind of signalKinds) {
      const { about, figures } = example(kind);
      assert.isAbove(reasonOf(kind, { about, figures }).length, 20, kind);
      const without = reasonOf(kind, { about, figures: nothing(figures) });
      assert.notMatch(without, /null|undefined|NaN|Infinity/, kind);
    }
  });

  it("are refused without the view's figures", () => {
    for (const kind of signalKinds)
      assert.throws(() => reasonOf(kind, { about: "pause", figures: {} }), "a signal has no figure");
  });
});
