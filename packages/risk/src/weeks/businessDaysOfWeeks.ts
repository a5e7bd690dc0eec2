import {
  type AgreedBreak,
  type BusinessCalendar,
  businessDaysOf,
} from "@rapport/domain/activity/businessDays";
import { mondayOf, sundayOf } from "./weekNumbers.ts";

// Many clients share a calendar and most weeks have no break.
const known = new WeakMap<BusinessCalendar, Map<number, number>>();

/** The business days of a client's week; calendars are told apart by identity. */
export const businessDaysOfWeek = (
  week: number,
  calendar: BusinessCalendar,
  breaks: ReadonlyArray<AgreedBreak>,
): number => {
  const [monday, sunday] = [mondayOf(week), sundayOf(week)];
  const within = breaks.filter(({ from, to }) => from <= sunday && to >= monday);
  if (within.length > 0) return businessDaysOf(monday, calendar, within);
  const weeks = known.get(calendar) ?? new Map<number, number>();
  known.set(calendar, weeks);
  let days = weeks.get(week);
  if (days === undefined) weeks.set(week, (days = businessDaysOf(monday, calendar, [])));
  return days;
};
