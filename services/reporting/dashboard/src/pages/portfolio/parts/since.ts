import { isDay } from "./searchOf.ts";
import type { WhenSearch } from "../../../shell/useWhen.ts";

const dayMs = 86_400_000;
const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const text = (date: Date): string => date.toISOString().slice(0, 10);

/** The day so many days before another. */
export const daysBefore = (day: string, days: number): string =>
  text(new Date(at(day).getTime() - days * dayMs));

/**
 * The day so many months before another: the end of that month where the day is the end of its own, or where that month is
 * shorter.
 */
export const monthsBefore = (day: string, months: number): string => {
  const date = at(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const lastOf = (of: number) => new Date(Date.UTC(year, of + 1, 0)).getUTCDate();
  const isEnd = date.getUTCDate() === lastOf(month);
  const wanted = isEnd ? 31 : date.getUTCDate();
  return text(new Date(Date.UTC(year, month - months, Math.min(wanted, lastOf(month - months)))));
};

/** The last day that answers count, before any of them says so: `today` is the day in UTC. */
export const lastDayOf = ({ asOf, knownAt }: WhenSearch, today: string): string =>
  asOf ?? knownAt?.slice(0, 10) ?? today;

/** Today in UTC, as the API has it. */
export const todayInUtc = (): string => text(new Date());

export const sincePresets = ["week", "month", "quarter", "year"] as const;
export type SincePreset = (typeof sincePresets)[number];

/** The day that a preset means, counted back from the last day. */
export const presetDay = (preset: SincePreset, lastDay: string): string => {
  switch (preset) {
    case "week":
      return daysBefore(lastDay, 7);
    case "month":
      return monthsBefore(lastDay, 1);
    case "quarter":
      return monthsBefore(lastDay, 3);
    case "year":
      return monthsBefore(lastDay, 12);
  }
};

/** Since when changes are told: the day asked for if it is before the last one, else a month. */
export const sinceOf = (asked: string | undefined, lastDay: string): string =>
  asked !== undefined && asked < lastDay ? asked : presetDay("month", lastDay);

/** Whether a text is a day before another one. A year is four figures that somebody may still be typing. */
export const isBefore = (text: string, lastDay: string): boolean =>
  isDay(text) && text >= "1990-01-01" && text < lastDay;
