import type { ClientWeek } from "../ClientWeek.ts";
import { sums } from "./windows.ts";

const year = 52;
/** Weeks about the same week of the year before. */
const around = 4;
/** Of its usual share of active weeks, what still is a quiet season. */
const quietShare = 0.35;
/** Active weeks since then, by which it is known to have come back. */
const cameBack = 4;

/**
 * Of each week, whether the client was quiet at this time of the year before and came back: then its silence says nothing,
 * and the week is no opportunity. Of what had happened by the end of the week alone.
 */
export const seasonalQuiet = (weeks: ReadonlyArray<ClientWeek>): ReadonlyArray<boolean> => {
  const active = sums(weeks, ({ activeDays }) => (activeDays > 0 ? 1 : 0));
  const open = sums(weeks, ({ businessDays }) => (businessDays > 0 ? 1 : 0));
  return weeks.map((_, at) => {
    const centre = at - year;
    const [from, to] = [centre - around, centre + around];
    if (from < 0) return false;
    const then = active(from, to) / Math.max(1, open(from, to));
    const since = active(to + 1, at);
    // Its usual share: all it was active in outside that season, up to now but not the present silence.
    const others = active(0, from - 1) + active(to + 1, at - around);
    const weeksOfOthers = open(0, from - 1) + open(to + 1, at - around);
    return since >= cameBack && weeksOfOthers > 0 && then <= quietShare * (others / weeksOfOthers);
  });
};
