import type { ClientWeek } from "../ClientWeek.ts";
import {
  before,
  clamp,
  type FeatureAt,
  lately,
  type SumBetween,
  sums,
  unknown,
  weeksBefore,
} from "./windows.ts";

const quarter = 13;
const year = 52;

/**
 * What 13 weeks are expected to bring: by the rest of the year, or by the same weeks a year before where those brought less,
 * so that a season does not look like leaving; null with too little to tell by.
 */
const expected = (figure: SumBetween, at: number): number | null => {
  const count = weeksBefore(at, quarter, year - quarter);
  if (count < quarter) return null;
  const usual = (before(figure, at, quarter, year - quarter) / count) * quarter;
  const lastYear = at + 1 < year + quarter ? usual : before(figure, at, year, quarter);
  const least = Math.min(usual, lastYear);
  return usual > 0 ? Math.max(0, least) : null;
};

/** ln of the revenue of 13 weeks over what was expected; a tenth of what is usual is added to both. */
export const revenueTrend = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const revenue = sums(weeks, ({ revenueMinor }) => revenueMinor);
  return (at) => {
    const then = expected(revenue, at);
    if (then === null) return unknown;
    const grain = 0.1 * Math.max(1, before(revenue, at, 0, year) / 4);
    const now = Math.max(0, lately(revenue, at, quarter));
    return clamp(Math.log((now + grain) / (then + grain)), -2, 1);
  };
};

/** What a rate of late invoices is drawn to, and by how many invoices. */
const usualLate = 0.3;
const worth = 4;

const shrunk = (late: number, settled: number, usual: number): number =>
  (late + worth * usual) / (settled + worth);

/** Share of invoices paid late of 26 weeks less that of before, each drawn to what came before it. */
export const lateness = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const late = sums(weeks, ({ invoicesLate }) => invoicesLate);
  const settled = sums(weeks, ({ invoicesSettled }) => invoicesSettled);
  return (at) => {
    const [lateBefore, settledBefore] = [before(late, at, 26, at), before(settled, at, 26, at)];
    const settledNow = lately(settled, at, 26);
    if (settledBefore === 0 || settledNow === 0) return unknown;
    const usual = shrunk(lateBefore, settledBefore, usualLate);
    return shrunk(lately(late, at, 26), settledNow, usual) - usual;
  };
};

/** Share of invoices paid late of 26 weeks, drawn to what is usual. */
export const lateShare = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const late = sums(weeks, ({ invoicesLate }) => invoicesLate);
  const settled = sums(weeks, ({ invoicesSettled }) => invoicesSettled);
  return (at) => {
    const count = lately(settled, at, 26);
    return count === 0 ? unknown : shrunk(lately(late, at, 26), count, usualLate);
  };
};

/**
 * ln of the hours logged for them of 13 weeks over what was expected; ten hours are added to both. Of logged ones alone: what
 * is estimated of a ticket depends on what comes of it later, and no score may know that.
 */
export const effortTrend = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const logged = sums(weeks, ({ loggedSeconds }) => loggedSeconds);
  return (at) => {
    const then = expected(logged, at);
    const now = lately(logged, at, quarter);
    const few = 36_000;
    // Who logs no time for them says nothing by it.
    return then === null || (then === 0 && now === 0)
      ? unknown
      : clamp(Math.log((now + few) / (then + few)), -2, 2);
  };
};

/** ln of 1 and the invoices disputed in 26 weeks. */
export const disputes = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const disputed = sums(weeks, (week) => week.disputes);
  const issued = sums(weeks, ({ invoicesIssued }) => invoicesIssued);
  return (at) => (issued(0, at) === 0 ? unknown : Math.log1p(lately(disputed, at, 26)));
};

/** 1 when their fee was raised in the last 13 weeks. */
export const priceRise = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const raised = sums(weeks, ({ feeRaised }) => (feeRaised ? 1 : 0));
  return (at) => (lately(raised, at, quarter) > 0 ? 1 : 0);
};
