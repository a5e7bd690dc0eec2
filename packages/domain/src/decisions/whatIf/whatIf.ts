import { summaryOf } from "../draws/summary.ts";
import type { FirmTerms } from "../ladder/ClientCase.ts";
import type { Effects } from "../ladder/Effects.ts";
import { type Change, changeOf, priceForMargin } from "./changeOf.ts";
import { type BandWork, type ClientYear, costOfYear, type Question } from "./ClientYear.ts";

/** A year of the firm with this client as it is asked, against the year as it was; minor units. */
export interface YearOutcome {
  /** Of the cost the client no longer needs, what the firm no longer has, and what stays without a use. */
  readonly avoidableMinor: number;
  readonly strandedMinor: number;
  /** What freed hours bring at other work, their cost and their margin. */
  readonly redeployedMinor: number;
  /** What it takes to get there, in the first year. */
  readonly onceMinor: number;
  /** How the firm's profit changes, with eight of ten draws between low and high; null before anything was derived. */
  readonly profitChangeMinor: number;
  readonly profitChangeLowMinor: number | null;
  readonly profitChangeHighMinor: number | null;
}
export interface WhatIf {
  readonly before: {
    readonly revenueMinor: number;
    readonly costMinor: number;
    readonly contributionMinor: number;
  };
  /** The client by itself, what it would still cost it as if all that it does not need were gone. */
  readonly after: {
    readonly revenueMinor: number;
    readonly costMinor: number;
    readonly contributionMinor: number;
  };
  readonly lostRevenueMinor: number;
  readonly freed: ReadonlyArray<BandWork>;
  readonly firstYear: YearOutcome;
  readonly laterYear: YearOutcome;
  /** The revenue of a year at which this client, served as now, leaves the margin aimed at. */
  readonly targetPriceMinor: number;
  /** The revenue at which nothing is left and nothing lost. */
  readonly breakEvenMinor: number;
  /** Of a higher price: the probability of acceptance from which on it is worth the risk of losing the client; else null. */
  readonly acceptanceNeeded: number | null;
}

const hourSeconds = 3600;
const quartersOfYear = 4;
const rounded = (value: number): number => Math.round(value) || 0;

interface Terms {
  readonly firm: FirmTerms;
  readonly effects: Effects;
  /** The margin aimed at, a share below 1. */
  readonly marginTarget: number;
}

/** Of the labour that is freed, what other work takes and what stops costing in a year. */
const recovery = ({ avoidable, utilisation }: Effects, first: boolean) => {
  const rest = first ? Math.min(1, Math.max(0, 1 - avoidable.labourQuarters / quartersOfYear)) : 1;
  return { redeployed: utilisation, avoided: (1 - utilisation) * avoidable.labour * rest };
};

const yearOutcome = (
  year: ClientYear,
  change: Change,
  { firm, effects }: Terms,
  first: boolean,
): YearOutcome => {
  const freedCost = change.freed.reduce((sum, { costMinor }) => sum + costMinor, 0) - change.cheaperMinor;
  const freedHours = change.freed.reduce((sum, { seconds }) => sum + seconds, 0) / hourSeconds;
  const { redeployed, avoided } = recovery(effects, first);
  const other =
    rounded(change.overheadMinor * effects.avoidable.overhead) +
    rounded(change.expensesMinor * effects.avoidable.expenses) +
    change.creditMinor;
  const avoidedLabour = rounded(freedCost * avoided);
  const redeployedLabour = rounded(freedCost * redeployed);
  const redeployedMargin = rounded(Math.max(0, freedHours) * redeployed * firm.hourMarginMinor);
  const onceMinor = first ? rounded(change.hours * firm.hourCostMinor) : 0;
  const noLonger = freedCost + change.overheadMinor + change.expensesMinor + change.creditMinor;
  const avoidableMinor = avoidedLabour + other + change.cheaperMinor;
  // What varies with how long the work truly takes.
  const uncertain = avoidedLabour + redeployedLabour + change.cheaperMinor;
  const revenueMinor = first ? change.revenueMinor : change.laterRevenueMinor;
  const fixed = revenueMinor - year.revenueMinor + other + redeployedMargin - onceMinor;
  const drawn = year.labourFactors.map((factor) => fixed + uncertain * factor);
  const interval = drawn.length === 0 ? null : summaryOf(drawn);
  return {
    avoidableMinor,
    strandedMinor: noLonger - avoidedLabour - redeployedLabour - other,
    redeployedMinor: redeployedLabour + redeployedMargin,
    onceMinor,
    profitChangeMinor: fixed + uncertain,
    profitChangeLowMinor: interval?.lowMinor ?? null,
    profitChangeHighMinor: interval?.highMinor ?? null,
  };
};

/** Gain if it is accepted against loss if the client goes: above which probability of acceptance it is worth it. */
const acceptanceNeeded = (year: ClientYear, question: Question, terms: Terms): number | null => {
  if (question.ask !== "price" || question.revenueMinor <= year.revenueMinor) return null;
  const gain = question.revenueMinor - year.revenueMinor;
  const gone = changeOf(year, { ask: "drop" }, terms.effects);
  const loss = -yearOutcome(year, gone, terms, true).profitChangeMinor;
  return loss <= 0 ? 0 : loss / (loss + gain);
};

/**
 * What would become of a year if … : what the client would bring and need, what of the cost that it no longer needs is
 * avoided, used elsewhere or stranded (in the first year, and in later ones), and what the firm's profit would be the
 * more or less for it. Dropping a client none of whose cost can be avoided lowers profit by its whole revenue.
 */
export const whatIf = (year: ClientYear, question: Question, terms: Terms): WhatIf => {
  const change = changeOf(year, question, terms.effects);
  const cost = costOfYear(year);
  const freedCost = change.freed.reduce((sum, { costMinor }) => sum + costMinor, 0);
  const needed = cost - freedCost - change.overheadMinor - change.expensesMinor - change.creditMinor;
  return {
    before: { revenueMinor: year.revenueMinor, costMinor: cost, contributionMinor: year.revenueMinor - cost },
    after: {
      revenueMinor: change.revenueMinor,
      costMinor: needed,
      contributionMinor: change.revenueMinor - needed,
    },
    lostRevenueMinor: Math.max(0, year.revenueMinor - change.revenueMinor),
    freed: change.freed,
    firstYear: yearOutcome(year, change, terms, true),
    laterYear: yearOutcome(year, change, terms, false),
    targetPriceMinor: priceForMargin(year, terms.marginTarget),
    breakEvenMinor: cost,
    acceptanceNeeded: acceptanceNeeded(year, question, terms),
  };
};
