import { baseRate, type Forecast } from "./Forecast.ts";

/** What is ranked: any number, the higher the likelier. */
export interface Ranked {
  readonly score: number;
  readonly happened: boolean;
}

const ranked = (forecasts: ReadonlyArray<Forecast>): ReadonlyArray<Ranked> =>
  forecasts.map(({ chance, happened }) => ({ score: chance, happened }));

/** Groups of equal scores, the highest first. */
const ties = (
  rows: ReadonlyArray<Ranked>,
): ReadonlyArray<{ readonly size: number; readonly hits: number }> => {
  const sorted = rows.toSorted((a, b) => b.score - a.score);
  const groups: Array<{ size: number; hits: number; score: number }> = [];
  for (const { score, happened } of sorted) {
    const last = groups.at(-1);
    const hit = happened ? 1 : 0;
    if (last !== undefined && last.score === score) {
      last.size += 1;
      last.hits += hit;
    } else groups.push({ size: 1, hits: hit, score });
  }
  return groups;
};

/**
 * The chance that one to whom it happened is ranked above one to whom it did not, a tie counting half: the area under
 * the ROC curve (Mann and Whitney). Null unless there are both kinds.
 */
export const auc = (rows: ReadonlyArray<Ranked>): number | null => {
  const hits = rows.reduce((count, { happened }) => count + (happened ? 1 : 0), 0);
  const misses = rows.length - hits;
  if (hits === 0 || misses === 0) return null;
  let missesAbove = 0;
  let won = 0;
  for (const group of ties(rows)) {
    const missed = group.size - group.hits;
    won += group.hits * (misses - missesAbove - missed / 2);
    missesAbove += missed;
  }
  return won / (hits * misses);
};

/** `auc` of chances. */
export const aucOf = (forecasts: ReadonlyArray<Forecast>): number | null => auc(ranked(forecasts));

/**
 * Standard error of an AUC from how many rows it is of (Hanley and McNeil 1982); for rows that are independent, which
 * those of one client are not.
 */
export const aucError = (area: number, hits: number, misses: number): number => {
  const q1 = area / (2 - area);
  const q2 = (2 * area * area) / (1 + area);
  const own = area * (1 - area);
  const variance = own + (hits - 1) * (q1 - area * area) + (misses - 1) * (q2 - area * area);
  return Math.sqrt(variance / (hits * misses));
};

/** How many of the `count` highest are hits; of a tie across the border the share that chance would give. */
const hitsAmong = (rows: ReadonlyArray<Ranked>, count: number): number => {
  let left = count;
  let hits = 0;
  for (const group of ties(rows)) {
    if (left <= 0) break;
    const taken = Math.min(left, group.size);
    hits += (group.hits * taken) / group.size;
    left -= taken;
  }
  return hits;
};

/** The share of hits among the `count` with the highest scores: what an alert budget of that many is worth. */
export const precisionAt = (rows: ReadonlyArray<Ranked>, count: number): number | null =>
  count < 1 || rows.length === 0 ? null : hitsAmong(rows, count) / Math.min(count, rows.length);

export interface Lift {
  /** How many times the base rate the share of hits in the highest part is. */
  readonly lift: number;
  /** The most it could be: min(1 ÷ part, 1 ÷ base rate). */
  readonly most: number;
  readonly shareOfMost: number;
}

/** Lift in the highest `part` (0.1: a tenth) of all; null without a hit. */
export const liftAt = (forecasts: ReadonlyArray<Forecast>, part: number): Lift | null => {
  const base = baseRate(forecasts);
  const count = Math.max(1, Math.round(forecasts.length * part));
  const precision = precisionAt(ranked(forecasts), count);
  if (!(base > 0) || precision === null) return null;
  const lift = precision / base;
  const most = Math.min(forecasts.length / count, 1 / base);
  return { lift, most, shareOfMost: lift / most };
};
