const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A week of ISO 8601: `2026-W46`, its Monday, its Sunday, and the Monday after, on which its mail is sent. */
export interface IsoWeek {
  readonly name: string;
  readonly monday: string;
  readonly sunday: string;
  readonly nextMonday: string;
}

/** The Monday of week 1, which has 4 January in it. */
const firstMonday = (year: number): number => {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs;
};

const weekAt = (name: string, mondayMs: number): IsoWeek => ({
  name,
  monday: iso(mondayMs),
  sunday: iso(mondayMs + 6 * dayMs),
  nextMonday: iso(mondayMs + 7 * dayMs),
});

/** `2026-W46`; null for what is none, such as a week 53 of a year that has 52. */
export const parseIsoWeek = (text: string): IsoWeek | null => {
  const match = /^(\d{4})-W(\d{2})$/.exec(text.trim().toUpperCase());
  if (match === null) return null;
  const [year, number] = [Number(match[1]), Number(match[2])];
  const monday = firstMonday(year) + (number - 1) * 7 * dayMs;
  return number < 1 || monday >= firstMonday(year + 1) ? null : weekAt(match[0], monday);
};

/** The week that a day (`YYYY-MM-DD`) is in. */
export const isoWeekOf = (day: string): IsoWeek => {
  const ms = Date.parse(day);
  const monday = ms - ((new Date(ms).getUTCDay() + 6) % 7) * dayMs;
  // A week belongs to the year of its Thursday.
  const year = new Date(monday + 3 * dayMs).getUTCFullYear();
  const number = Math.round((monday - firstMonday(year)) / (7 * dayMs)) + 1;
  return weekAt(`${year}-W${String(number).padStart(2, "0")}`, monday);
};

/** The last week that was over when a day began. */
export const weekBefore = (day: string): IsoWeek => isoWeekOf(iso(Date.parse(isoWeekOf(day).monday) - dayMs));
