import { dayNumber } from "../economics/money/days.ts";
import type { ClientCourse } from "../risk/ClientWeek.ts";

/** The place of the week that ends on a Sunday in a course; below 0 before its first, past the last after its end. */
export const weekAt = ({ weeks }: ClientCourse, sunday: string): number =>
  weeks.length === 0 ? -1 : Math.floor((dayNumber(sunday) - 6 - dayNumber(weeks[0]!.week)) / 7);

/**
 * A course as it stood at the end of a Sunday: its weeks up to there, and its end only if notice had been given by then.
 * Null before its first week. Nothing that is learned from what this gives can have seen a later day.
 */
export const courseUntil = (course: ClientCourse, sunday: string): ClientCourse | null => {
  const week = weekAt(course, sunday);
  if (week < 0) return null;
  const end = course.end !== null && course.end.noticeOn <= sunday ? course.end : null;
  return { ...course, weeks: course.weeks.slice(0, week + 1), end };
};
