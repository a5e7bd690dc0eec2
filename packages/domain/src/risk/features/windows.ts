import type { ClientWeek } from "../ClientWeek.ts";

/** Sum over the weeks `from` to `to` (indexes, both included, cut to those that are there). */
export type SumBetween = (from: number, to: number) => number;

/** Sums of a figure of the weeks in constant time each; sums of integers, so exact. */
export const sums = <Week = ClientWeek>(
  weeks: ReadonlyArray<Week>,
  of: (week: Week) => number,
): SumBetween => {
  const upTo = new Float64Array(weeks.length + 1);
  weeks.forEach((week, i) => (upTo[i + 1] = upTo[i]! + of(week)));
  return (from, to) => {
    const [first, last] = [Math.max(0, from), Math.min(weeks.length - 1, to)];
    return last < first ? 0 : upTo[last + 1]! - upTo[first]!;
  };
};

/** The last `length` weeks up to `at`. */
export const lately = (sum: SumBetween, at: number, length: number): number => sum(at - length + 1, at);

/** The `length` weeks before the last `gap` ones. */
export const before = (sum: SumBetween, at: number, gap: number, length: number): number =>
  sum(at - gap - length + 1, at - gap);

/** How many weeks of `length` before the last `gap` there are. */
export const weeksBefore = (at: number, gap: number, length: number): number =>
  Math.max(0, Math.min(length, at + 1 - gap));

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** A feature at the end of a week; NaN: there is nothing to tell it by, and it counts as the network's mean. */
export type FeatureAt = (at: number) => number;

export const unknown = Number.NaN;
