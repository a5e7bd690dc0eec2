import { dayNumber } from "../economics/money/days.ts";

/** When a client can be expected to make contact. */
export interface BusinessCalendar {
  /** ISO weekdays, 1 = Monday. */
  readonly workingDays: ReadonlyArray<number>;
  /** `YYYY-MM-DD`. */
  readonly holidays: ReadonlyArray<string>;
}

/** Days on which no contact is expected, both included. */
export interface AgreedBreak {
  readonly from: string;
  readonly to: string;
}

/** How many business days the week that begins on `monday` has: working days that are no holiday and in no break. */
export const businessDaysOf = (
  monday: string,
  { workingDays, holidays }: BusinessCalendar,
  breaks: ReadonlyArray<AgreedBreak>,
): number => {
  const first = dayNumber(monday);
  const closed = new Set(holidays.map(dayNumber));
  const spans = breaks.map(({ from, to }) => [dayNumber(from), dayNumber(to)] as const);
  return workingDays.filter((weekday) => {
    const day = first + weekday - 1;
    return !closed.has(day) && !spans.some(([from, to]) => from <= day && day <= to);
  }).length;
};
