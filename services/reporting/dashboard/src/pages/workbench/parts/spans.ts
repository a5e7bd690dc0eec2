const dayMs = 86_400_000;
const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day so many days after another; before it where they are below nothing. Days are `YYYY-MM-DD`. */
export const daysAfter = (day: string, days: number): string => isoOf(Date.parse(day) + days * dayMs);

/** The twelve months up to a day, both ends included: from the day after the same date a year before. */
export const yearTo = (to: string): { readonly from: string; readonly to: string } => {
  const [year, month, date] = to.split("-").map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return { from: isoOf(Date.UTC(year - 1, month - 1, Math.min(date, lastOfMonth)) + dayMs), to };
};

const month = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });

/** Whole months from a first day to a last one: `Aug – Oct 2026`, `Nov 2025 – Jan 2026`. */
export const monthsText = (from: string, to: string): string => {
  const [first, last] = [from, to].map((day) => month.format(new Date(`${day}T00:00:00Z`)));
  const [firstYear, lastYear] = [from.slice(0, 4), to.slice(0, 4)];
  if (firstYear !== lastYear) return `${first} ${firstYear} – ${last} ${lastYear}`;
  return first === last ? `${last} ${lastYear}` : `${first} – ${last} ${lastYear}`;
};
