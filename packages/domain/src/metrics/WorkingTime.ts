/** When the firm works: its zone, ISO weekdays (1 = Monday), minutes after local midnight, closed local dates. */
export interface WorkingCalendar {
  readonly timeZone: string;
  readonly workingDays: ReadonlyArray<number>;
  readonly workStartMinute: number;
  readonly workEndMinute: number;
  /** `YYYY-MM-DD`. */
  readonly holidays: ReadonlyArray<string>;
}

/** What holds while the firm has not said otherwise. */
export const defaultCalendar: WorkingCalendar = {
  timeZone: "UTC",
  workingDays: [1, 2, 3, 4, 5],
  workStartMinute: 540,
  workEndMinute: 1020,
  holidays: [],
};

const dayMs = 86_400_000;
const minuteMs = 60_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(timeZone, made);
  return made;
};

/** The wall clock at `utcMs` (whole seconds), as if it were UTC: ms since the epoch. */
const wallClock = (timeZone: string, utcMs: number): number => {
  const part: Record<string, number> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(utcMs)) part[type] = Number(value);
  return Date.UTC(
    part["year"]!,
    part["month"]! - 1,
    part["day"]!,
    part["hour"]!,
    part["minute"]!,
    part["second"]!,
  );
};

/**
 * The moment at which the wall clock shows `wallMs` (as if it were UTC). Of a time that comes twice the first,
 * a time that is skipped as much later as the clock jumps (RFC 5545 3.3.5).
 */
const momentOf = (timeZone: string, wallMs: number): number => {
  const before = wallMs - (wallClock(timeZone, wallMs - dayMs) - (wallMs - dayMs));
  const after = wallMs - (wallClock(timeZone, wallMs + dayMs) - (wallMs + dayMs));
  const fits = [before, after].find((moment) => wallClock(timeZone, moment) === wallMs);
  return fits ?? before;
};

/**
 * Working time from one moment to a later one, in ms: what of the span lies within the firm's hours by the
 * clock of its zone. Negative spans give 0. Equal to the warehouse's `working_interval` view to the ms; takes
 * time proportional to the days between.
 */
export const workingMsBetween = (calendar: WorkingCalendar, fromMs: number, toMs: number): number => {
  const closed = new Set(calendar.holidays.map((date) => Date.parse(date) / dayMs));
  let total = 0;
  // One day more at both ends: a zone is at most 14 hours away from UTC.
  for (let day = Math.floor(fromMs / dayMs) - 1; day * dayMs <= toMs + dayMs; day++) {
    // 1970-01-01 was a Thursday.
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    if (!calendar.workingDays.includes(weekday) || closed.has(day)) continue;
    const start = momentOf(calendar.timeZone, day * dayMs + calendar.workStartMinute * minuteMs);
    const end = momentOf(calendar.timeZone, day * dayMs + calendar.workEndMinute * minuteMs);
    total += Math.max(0, Math.min(end, toMs) - Math.max(start, fromMs));
  }
  return total;
};
