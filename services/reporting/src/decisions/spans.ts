import { dayNumber, dayOf, monthEnd } from "@rapport/domain/economics/money/days";

/** Days, both included. */
export type Days = {
  readonly from: string;
  readonly last: string;
};

/** The last day of the last whole month up to a day. */
export const lastWholeMonth = (day: string): string =>
  monthEnd(day) === day ? day : dayOf(dayNumber(`${day.slice(0, 7)}-01`) - 1);

/** The first day of so many months that end with the month of a day. */
export const firstOfMonths = (last: string, months: number): string => {
  const [year = 0, month = 1] = last.split("-").map(Number);
  return new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 10);
};

/** So many whole months up to a day. */
export const wholeMonthsTo = (day: string, months: number): Days => {
  const last = lastWholeMonth(day);
  return { from: firstOfMonths(last, months), last };
};

/** The whole quarter (three months) so many quarters before the last one up to a day; 0 the last. */
export const wholeQuarterTo = (day: string, back: number): Days => {
  const last = lastWholeMonth(day);
  const end = back === 0 ? last : dayOf(dayNumber(firstOfMonths(last, 3 * back)) - 1);
  return { from: firstOfMonths(end, 3), last: end };
};

/** Whole months from that of one day to that of another, both counted. */
export const monthsFrom = (first: string, last: string): number => {
  const [year = 0, month = 1] = first.split("-").map(Number);
  const [lastYear = 0, lastMonth = 1] = last.split("-").map(Number);
  return (lastYear - year) * 12 + lastMonth - month + 1;
};
