import type { LadderAction } from "@rapport/contracts/Decisions";
import { type CommonDraws, ladderActions } from "../draws/CommonDraws.ts";
import { summaryOf } from "../draws/summary.ts";
import type { ActionSummary } from "./ActionSummary.ts";
import type { ClientCase } from "./ClientCase.ts";
import { decidingUnknown, type Unknown } from "./decidingUnknown.ts";
import type { Effects } from "./Effects.ts";
import { type PartingCondition, partingConditions, type Standing } from "./parting.ts";
import type { ActionValues } from "./valueActions.ts";

export interface Recommendation {
  /** What the figures say, or `talk`: they do not say one thing clearly enough. */
  readonly action: LadderAction | "talk";
  readonly actions: Readonly<Record<LadderAction, ActionSummary>>;
  /** Two or three of them, the most valuable first; keeping is always one. */
  readonly options: ReadonlyArray<ActionSummary>;
  readonly parting: ReadonlyArray<PartingCondition>;
  /** Our own rework and latency explain so much that only repair is admissible. */
  readonly ourFault: boolean;
  /** What the choice between the two best hangs on most. */
  readonly unknown: Unknown;
}

/** P(best) from which on one action is recommended. */
const sure = 0.6;

const figuresOf = (values: ActionValues): Record<LadderAction, ActionSummary> =>
  Object.fromEntries(
    ladderActions.map((action): [LadderAction, ActionSummary] => {
      const gain = summaryOf(values[action].map((value, i) => value - values.keep[i]!));
      return [action, { action, ...summaryOf(values[action]), gain, best: 0, refused: null }];
    }),
  ) as Record<LadderAction, ActionSummary>;

/** In how many draws each admissible action is the best; of equal ones the earlier rung. */
const bestShares = (
  values: ActionValues,
  admissible: ReadonlyArray<LadderAction>,
): ReadonlyMap<LadderAction, number> => {
  const count = values.keep.length;
  const wins = new Map(admissible.map((action) => [action, 0]));
  for (let i = 0; i < count; i++) {
    let best = admissible[0]!;
    for (const action of admissible) if (values[action][i]! > values[best][i]!) best = action;
    wins.set(best, wins.get(best)! + 1);
  }
  return new Map([...wins].map(([action, won]) => [action, won / count]));
};

/** Rungs that are not climbed twice. */
const onceRungs: ReadonlySet<LadderAction> = new Set(["reprice", "set_boundaries", "hand_over"]);

/** Why an action may not be proposed. */
const refusalOf = (
  action: LadderAction,
  { causes, waived, tried }: Standing,
  ourFault: boolean,
  mayPart: boolean,
): ActionSummary["refused"] => {
  if (ourFault) return action === "repair" ? null : "our_fault";
  if (!causes.has(action)) return "no_cause";
  if (action !== "keep" && waived.has(action)) return "waived";
  // What was tried is not proposed again as if it were new; to put things right never ends.
  if (onceRungs.has(action) && tried.has(action)) return "tried";
  return action === "part_ways" && !mayPart ? "conditions" : null;
};

const byValue = (a: ActionSummary, b: ActionSummary): number => b.medianMinor - a.medianMinor;

/**
 * Two or three: keeping, and the most valuable of the others that may be proposed. Where that is none, the most
 * valuable one that only lacks a cause or a condition: what people should know they might do.
 */
const optionsOf = (actions: Readonly<Record<LadderAction, ActionSummary>>): ReadonlyArray<ActionSummary> => {
  const others = ladderActions.map((action) => actions[action]).filter(({ action }) => action !== "keep");
  const open = others.filter(({ refused }) => refused === null).toSorted(byValue);
  const next = others.filter(({ refused }) => refused === "no_cause").toSorted(byValue);
  return [actions.keep, ...(open.length > 0 ? open.slice(0, 2) : next.slice(0, 1))].toSorted(byValue);
};

/**
 * What to do about a client (design 04 §7.2): the action that is best in at least .6 of the draws, if its median gain,
 * its cost taken off, is above nothing, or it is keeping; else `talk`, with the unknown that decides. Only actions that
 * the client gives cause for are compared; where our own rework and latency explain more of its effort than
 * `ownCauseLimit`, only repair is admissible; parting only where all its conditions hold. It is proposed to people,
 * never done.
 */
export const recommend = (
  one: ClientCase,
  values: ActionValues,
  of: {
    readonly draws: CommonDraws;
    readonly effects: Effects;
    readonly standing: Standing;
    readonly ownCauseLimit: number;
  },
): Recommendation => {
  const ourFault = one.ownCauseShare > of.ownCauseLimit;
  const figures = figuresOf(values);
  const parting = partingConditions(figures, of.standing, ourFault);
  const mayPart = parting.every(({ holds }) => holds);
  const refused = new Map(
    ladderActions.map((action) => [action, refusalOf(action, of.standing, ourFault, mayPart)] as const),
  );
  const shares = bestShares(
    values,
    ladderActions.filter((action) => refused.get(action) === null),
  );
  const actions = Object.fromEntries(
    ladderActions.map((action) => [
      action,
      { ...figures[action], best: shares.get(action) ?? 0, refused: refused.get(action) ?? null },
    ]),
  ) as Record<LadderAction, ActionSummary>;
  const ranked = [...shares.keys()].map((action) => actions[action]).toSorted((a, b) => b.best - a.best);
  const first = ranked[0]!;
  const clear = first.best >= sure && (first.action === "keep" || first.gain.medianMinor > 0);
  return {
    action: ourFault ? "repair" : clear ? first.action : "talk",
    actions,
    options: optionsOf(actions),
    parting,
    ourFault,
    unknown: decidingUnknown(one, values, [first.action, (ranked[1] ?? actions.keep).action], of),
  };
};
