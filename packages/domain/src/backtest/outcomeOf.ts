import { dayNumber } from "../economics/money/days.ts";
import type { ClientCourse } from "../risk/ClientWeek.ts";
import { weekAt } from "./courseUntil.ts";

/**
 * What became of a client in the weeks after an origin. `gone`: notice had been given before, or the client was not there;
 * `censored`: it ended for another cause, so that nobody can know whether it would have left.
 */
export type Outcome = "left" | "stayed" | "censored" | "gone";

/** The outcome within `horizonWeeks` after a Sunday. The caller sees to it that these weeks are over. */
export const outcomeOf = (course: ClientCourse, sunday: string, horizonWeeks: number): Outcome => {
  const { end, weeks } = course;
  const week = weekAt(course, sunday);
  if (week < 0 || week >= weeks.length) return "gone";
  if (end === null) return "stayed";
  if (end.noticeOn <= sunday) return "gone";
  if (dayNumber(end.noticeOn) - dayNumber(sunday) > 7 * horizonWeeks) return "stayed";
  return end.cause === "client_left" ? "left" : "censored";
};
