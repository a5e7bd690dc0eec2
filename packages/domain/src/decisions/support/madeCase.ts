import { normalQuantile } from "../../economics/effort/normalQuantile.ts";
import { resolveSettings } from "../../economics/settings/resolveSettings.ts";
import { commonDraws, ladderActions } from "../draws/CommonDraws.ts";
import type { ClientCase, FirmTerms } from "../ladder/ClientCase.ts";
import { type Effects, effectsOf } from "../ladder/Effects.ts";
import type { Standing } from "../ladder/parting.ts";

/** For tests: a firm, its beliefs as they ship, and clients made from a few figures. */
export const testDraws = commonDraws(500);
export const shippedEffects: Effects = effectsOf(resolveSettings([], "2026-01-01"));
export const testFirm: FirmTerms = {
  quarterlyChurn: 0.04,
  discountPerYear: 0.1,
  hourCostMinor: 5_000,
  hourMarginMinor: 2_000,
};
/** Nothing about effects or work is uncertain. */
export const certain: Effects = { ...shippedEffects, spread: 0 };

export interface Made {
  /** Of a quarter, minor units. */
  readonly revenue: number;
  readonly labour: number;
  readonly overhead?: number;
  readonly hours?: number;
  /** P(notice within 13 weeks); unknown when left out. */
  readonly chance?: number;
  readonly ownCause?: number;
  readonly noticeWeeks?: number;
  /** Log standard deviation of how long the work takes. */
  readonly labourSd?: number;
  readonly marginSd?: number;
}

export const madeCase = (made: Made): ClientCase => {
  const { revenue, labour, overhead = 0, chance } = made;
  const count = testDraws.count;
  return {
    party: "acme",
    money: {
      revenueMinor: revenue,
      labourMinor: labour,
      overheadMinor: overhead,
      expensesMinor: 0,
      creditMinor: 0,
      effortSeconds: (made.hours ?? labour / testFirm.hourCostMinor) * 3600,
    },
    marginMinor: revenue - labour - overhead,
    marginSdMinor: made.marginSd ?? 0,
    labourFactors: Float64Array.from({ length: count }, (_, i) =>
      Math.exp((made.labourSd ?? 0) * normalQuantile((((i * 7) % count) + 0.5) / count)),
    ),
    chance: chance === undefined ? null : { chance, low: chance, high: chance },
    noticeWeeks: made.noticeWeeks ?? 13,
    ownCauseShare: made.ownCause ?? 0,
  };
};

/** Every action has a cause, nothing was tried, nobody waived or flagged anything, and the client is old. */
export const plainStanding: Standing = {
  causes: new Set(ladderActions),
  tried: new Set(),
  waived: new Set(),
  flags: [],
  ageWeeks: 200,
};
