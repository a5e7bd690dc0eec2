/** Days, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const iso = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The spans that most ask for, up to a day: `2026-11-22`. */
export const spansUpTo = (
  day: string,
): { readonly quarter: Span; readonly thisYear: Span; readonly lastYear: Span } => {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7)) - 1;
  const dayAfter = new Date(`${day}T00:00:00Z`);
  dayAfter.setUTCDate(dayAfter.getUTCDate() + 1);
  // A quarter is full on its last day already.
  const quarterStart = Math.floor(dayAfter.getUTCMonth() / 3) * 3;
  const quarterYear = month === 11 && dayAfter.getUTCMonth() === 0 ? year + 1 : year;
  return {
    quarter: { from: iso(quarterYear, quarterStart - 3, 1), to: iso(quarterYear, quarterStart, 0) },
    thisYear: { from: iso(year, 0, 1), to: day },
    lastYear: { from: iso(year - 1, 0, 1), to: iso(year - 1, 11, 31) },
  };
};
