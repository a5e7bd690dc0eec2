import type { ClientWeek } from "../ClientWeek.ts";
import { sums } from "./windows.ts";

const year = 52;
/** Weeks about the same week of the year before. */
const around = 4;
/** So seldom would chance alone make so few weeks of a usual time active: then it was a quiet season. */
const chanceOfQuiet = 0.02;
/** A season that was recognised lasts until the client had come back the year before, at most so many weeks more. */
const longestHold = 8;
/** Active weeks since then, by which it is known to have come back. */
const cameBack = 4;
/** A few active weeks in the middle of a season do not end it, where the year before it went on within so many weeks. */
const longestGap = 4;

/** P(at most `most` of `count`), each with chance `p`. */
const binomialTail = (most: number, count: number, p: number): number => {
  if (p >= 1) return most >= count ? 1 : 0;
  let term = (1 - p) ** count;
  let sum = 0;
  for (let k = 0; k <= most; k++) {
    sum += term;
    term *= ((count - k) / (k + 1)) * (p / (1 - p));
  }
  return sum;
};

/**
 * Of each week, whether the client was quiet at this time of the year before and came back: then its silence says nothing,
 * and the week is no opportunity. Of what had happened by the end of the week alone.
 */
export const seasonalQuiet = (
  weeks: ReadonlyArray<Pick<ClientWeek, "activeDays" | "businessDays">>,
): ReadonlyArray<boolean> => {
  const active = sums(weeks, ({ activeDays }) => (activeDays > 0 ? 1 : 0));
  const open = sums(weeks, ({ businessDays }) => (businessDays > 0 ? 1 : 0));
  /** Whether a time of the past was quiet, by what is known at the end of a week. */
  const quietIn = (from: number, to: number, at: number): boolean => {
    if (from < 0) return false;
    const since = active(to + 1, at);
    // Its usual share: all it was active in outside that season, up to now but not the present silence.
    const others = active(0, from - 1) + active(to + 1, at - around);
    const weeksOfOthers = open(0, from - 1) + open(to + 1, at - around);
    if (since < cameBack || weeksOfOthers === 0) return false;
    return binomialTail(active(from, to), open(from, to), others / weeksOfOthers) <= chanceOfQuiet;
  };
  const quietAbout = (centre: number, at: number): boolean => quietIn(centre - around, centre + around, at);
  /** It fell silent then, and stayed so: a season is known from its first day on. */
  const quietFrom = (first: number, at: number): boolean =>
    active(first, first + 1) === 0 && quietIn(first, first + 2 * around, at);
  const goesOn = (at: number): boolean => {
    for (let ahead = 1; ahead <= longestGap; ahead++) if (quietAbout(at - year + ahead, at)) return true;
    return false;
  };
  const quiet: Array<boolean> = [];
  let held = 0;
  for (const at of weeks.keys()) {
    const season = quietAbout(at - year, at) || quietFrom(at - year, at);
    const back = active(at - year - 1, at - year) === 2;
    held = season ? 0 : held + 1;
    quiet.push(season || (quiet.at(-1) === true && ((!back && held <= longestHold) || goesOn(at))));
  }
  return quiet;
};
