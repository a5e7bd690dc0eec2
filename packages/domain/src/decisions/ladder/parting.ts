import type { LadderAction } from "@rapport/contracts/Decisions";
import type { ActionSummary } from "./ActionSummary.ts";

/** What is known of a client besides its figures, as of a day. */
export interface Standing {
  /** Actions that the client gives cause for; see `causesOf`. */
  readonly causes: ReadonlySet<LadderAction>;
  /** Actions that were tried of late: a play that ended, or a decision that had time to work. */
  readonly tried: ReadonlySet<LadderAction>;
  /** Rungs that somebody left out with a reason, until a day that has not come. */
  readonly waived: ReadonlySet<LadderAction>;
  /** What people said stands against parting: `strategic`, `dependency`. */
  readonly flags: ReadonlyArray<string>;
  /** Whole weeks since its first sign of life. */
  readonly ageWeeks: number;
}

/** One condition of parting, and whether it holds. */
export interface PartingCondition {
  readonly condition: "loses" | "reprice" | "set_boundaries" | "not_new" | "no_flag" | "not_our_fault";
  readonly holds: boolean;
  /** Why, of rungs: how it is settled. */
  readonly how: "tried" | "waived" | "hopeless" | "open" | null;
}

/** P(V_keep < 0) from which on a client loses for good. */
const losing = 0.9;
/** P(V < 0) from which on an earlier rung need not be tried. */
const hopeless = 0.8;
const newWeeks = 26;

const rung = (
  condition: "reprice" | "set_boundaries",
  { tried, waived }: Standing,
  summary: ActionSummary,
): PartingCondition => {
  const how = tried.has(condition)
    ? "tried"
    : waived.has(condition)
      ? "waived"
      : summary.below >= hopeless
        ? "hopeless"
        : "open";
  return { condition, holds: how !== "open", how };
};

/**
 * All conditions of parting, each for itself (design 04 §7.2, capability 4 of 01): even the favourable end of keeping
 * is a loss, price and boundaries were tried, waived with a reason, or would not help either, the client is not new,
 * nobody flagged it, and it is not our own rework or latency. That a named person decides, and the notice, are not
 * figured but demanded where the decision is recorded.
 */
export const partingConditions = (
  summaries: Readonly<Record<LadderAction, ActionSummary>>,
  standing: Standing,
  ourFault: boolean,
): ReadonlyArray<PartingCondition> => [
  { condition: "loses", holds: summaries.keep.below >= losing, how: null },
  rung("reprice", standing, summaries.reprice),
  rung("set_boundaries", standing, summaries.set_boundaries),
  { condition: "not_new", holds: standing.ageWeeks >= newWeeks, how: null },
  { condition: "no_flag", holds: standing.flags.length === 0, how: null },
  { condition: "not_our_fault", holds: !ourFault, how: null },
];
