import { assert, describe, it } from "@effect/vitest";
import type { ClientScore, Shown } from "@rapport/domain/risk/ClientScore";
import { riskText } from "../render/decisions/decisionLines.ts";
import { chanceOf, isAtRisk, riskShown } from "./readScores.ts";

const score = (shown: Shown): ClientScore => ({
  party: "acme",
  week: "2026-10-19",
  model: "m",
  shown,
  band: "high",
  logOdds: 0,
  base: 0,
  contributions: [],
  chanceMicro: 250_000,
  chanceLowMicro: 100_000,
  chanceHighMicro: 400_000,
  activeMicro: 900_000,
  surpriseMicro: 0,
  features: "",
});
const of = (shown: Shown) => {
  const risk = riskShown(score(shown));
  return [risk.band, risk.chance?.percent ?? null, isAtRisk(score(shown)), chanceOf(score(shown)) !== null];
};

describe("what decisions show of a score, and reckon with", () => {
  it("a chance, or a band alone", () => {
    assert.deepStrictEqual(of("percent"), ["high", 25, true, true]);
    assert.deepStrictEqual(of("band"), ["high", null, true, true]);
    assert.deepStrictEqual(of("stale"), ["high", null, true, true]);
  });
  it("neither where only the order may be shown: no band, no cell by it, no value by its chance", () => {
    assert.deepStrictEqual(of("rank"), [null, null, null, false]);
    assert.strictEqual(riskText(riskShown(score("rank"))), "see the order");
  });
  it("nothing where nothing may be said", () => {
    for (const shown of ["too_new", "activity", "ended"] as const)
      assert.deepStrictEqual(of(shown), [null, null, null, false]);
    assert.deepStrictEqual(riskShown(undefined), { shown: null, band: null, chance: null });
  });
});
