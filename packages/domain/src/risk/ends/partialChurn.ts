import type { ClientWeek } from "../ClientWeek.ts";
import { before, lately, sums } from "../features/windows.ts";

const quarter = 13;

/** Margin of a quarter at most half of the mean of the four before it, which was above 0. */
const halved = (weeks: ReadonlyArray<ClientWeek>, at: number): boolean => {
  const margin = sums(weeks, ({ revenueMinor, costMinor }) => revenueMinor - costMinor);
  if (at + 1 < 5 * quarter) return false;
  const usual = before(margin, at, quarter, 4 * quarter) / 4;
  return usual > 0 && lately(margin, at, quarter) <= usual / 2;
};

/**
 * Whether a client has left in part by the end of its week `at`: the margin of the trailing quarter at most half the mean of
 * the four quarters before, at this quarter's end and at the last's (design 04 §2.2). False with less than a year and a half.
 */
export const isPartialChurn = (weeks: ReadonlyArray<ClientWeek>, at: number): boolean =>
  halved(weeks, at) && halved(weeks, at - quarter);
