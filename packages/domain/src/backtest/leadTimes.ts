import { dayNumber } from "../economics/money/days.ts";
import type { BacktestRun, WeekRow } from "./BacktestRow.ts";
import { thresholds } from "./budget.ts";

/** Weeks on end a client has to stand out before it counts. */
export const steadyWeeks = 4;

interface Alert {
  /** Sundays. */
  readonly from: string;
  readonly until: string;
}

/** The spans of at least four weeks on end in which a client is above the threshold, in order. */
const alertsOf = (
  weeks: ReadonlyArray<WeekRow>,
  competitor: number,
  limits: ReadonlyArray<number | null>,
): ReadonlyArray<Alert> => {
  const alerts: Array<Alert> = [];
  let above: Array<string> = [];
  const close = () => {
    if (above.length >= steadyWeeks) alerts.push({ from: above[0]!, until: above.at(-1)! });
    above = [];
  };
  for (const { sunday, origin, foretold } of weeks) {
    const score = foretold[competitor] ?? null;
    const limit = limits[origin] ?? null;
    if (score === null || limit === null || score < limit) close();
    else above.push(sunday);
  }
  close();
  return alerts;
};

export interface LeadTimes {
  /** Clients that gave notice, four weeks or more after the first origin. */
  readonly left: number;
  /** Of which an alert was on, or had ended within the horizon before. */
  readonly foretold: number;
  /** Days from the first day of that alert to the notice, median of the foretold; null without one. */
  readonly medianDays: number | null;
  /** The same of all who left, those not foretold counting as 0 days. */
  readonly medianDaysOfAll: number | null;
  /** Share of the clients there that a new alert was raised on in 13 weeks, mean over them. */
  readonly alertedAQuarter: number | null;
}

const median = (values: ReadonlyArray<number>): number | null => {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** New alerts of 13 weeks per client that is there, mean over whole quarters. */
const alertedAQuarter = (
  run: BacktestRun,
  alerts: ReadonlyMap<string, ReadonlyArray<Alert>>,
): number | null => {
  const first = dayNumber(run.origins[0]!);
  const quarterOf = (sunday: string): number => Math.floor((dayNumber(sunday) - first) / 91);
  const there = Map.groupBy(run.weeks, ({ sunday }) => quarterOf(sunday));
  const last = Math.max(...there.keys());
  const shares = [...there.keys()]
    // Alerts of the first quarter are of everything that stood out before; the last one is not over.
    .filter((quarter) => quarter > 0 && quarter < last)
    .map((quarter) => {
      const parties = new Set(there.get(quarter)!.map(({ party }) => party));
      const alerted = [...parties].filter((party) =>
        (alerts.get(party) ?? []).some(({ from }) => quarterOf(from) === quarter),
      );
      return alerted.length / parties.size;
    });
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
};

/**
 * How long before their notice those who left stood out: from the first day of the alert that was on then, or had ended
 * within the horizon before. A client stands out while it is above what the highest `share` of clients had at the latest
 * origin, and an alert is four such weeks on end (design 04 §8).
 */
export const leadTimes = (run: BacktestRun, competitor: number, share: number): LeadTimes => {
  const limits = thresholds(run.weeks, run.origins, competitor, share);
  const byParty = Map.groupBy(run.weeks, ({ party }) => party);
  const alerts = new Map(
    [...byParty].map(([party, weeks]) => [party, alertsOf(weeks, competitor, limits)] as const),
  );
  const earliest = run.origins.length === 0 ? Infinity : dayNumber(run.origins[0]!) + 7 * steadyWeeks;
  const notices = [...run.notices].filter(([, noticeOn]) => dayNumber(noticeOn) >= earliest);
  const days = notices.flatMap(([party, noticeOn]) => {
    const alert = (alerts.get(party) ?? []).findLast(
      ({ until }) => dayNumber(noticeOn) - dayNumber(until) <= 7 * run.horizonWeeks,
    );
    return alert === undefined ? [] : [dayNumber(noticeOn) - dayNumber(alert.from)];
  });
  const missed = Array.from({ length: notices.length - days.length }, () => 0);
  return {
    left: notices.length,
    foretold: days.length,
    medianDays: median(days),
    medianDaysOfAll: median([...days, ...missed]),
    alertedAQuarter: run.origins.length === 0 ? null : alertedAQuarter(run, alerts),
  };
};
