import { hash } from "node:crypto";
import { forEverMs } from "@rapport/domain/directory/Snapshot";
import type {
  Calibration,
  EffortSettings,
  OverheadFact,
  Person,
} from "@rapport/domain/economics/effort/EffortMonth";
import { settingsByDay } from "@rapport/domain/economics/settings/resolveSettings";
import { daysOfMonth } from "./daysOfMonth.ts";
import { peopleOfMonth, worksOn } from "./peopleOfMonth.ts";
import { exchangeRatesKnownBy, type Terms } from "./readTerms.ts";
import type { Overhead } from "./readRates.ts";
import { knownBy } from "./versions.ts";

/** What a month of the effort book is derived by, facts and calibration apart. */
export interface MonthTerms {
  readonly month: string;
  /** Of a closed month the moment of closing or of its latest restatement, UTC ms; else the far future. */
  readonly knownAt: number;
  readonly closed: boolean;
  readonly restatements: number;
  /** As the closing wrote it; null while estimates are calibrated by the months before. */
  readonly calibration: Calibration | null;
  readonly people: ReadonlyArray<Person>;
  readonly workingDays: ReadonlyArray<string>;
  readonly overheads: ReadonlyArray<OverheadFact>;
  /** Overheads that no exchange rate converts. */
  readonly unconverted: ReadonlyArray<Overhead>;
  readonly reportingCurrency: string;
  readonly settingsOn: (day: string) => EffortSettings;
  /** Equal where everything above is. */
  readonly hash: string;
}

const hashOf = (terms: Omit<MonthTerms, "hash" | "settingsOn">, settings: ReadonlyArray<EffortSettings>) =>
  hash(
    "sha256",
    JSON.stringify([
      { ...terms, people: terms.people.map((one) => ({ ...one, paidSeconds: [...one.paidSeconds] })) },
      settings.map((values) => [...values]),
    ]),
    "hex",
  ).slice(0, 32);

/** The terms of one month: of a closed one those that were known when it was closed or restated last. */
export const termsOfMonth = (terms: Terms, month: string): MonthTerms => {
  const closing = terms.said.closings.get(month);
  const knownAt = closing?.knownAt ?? forEverMs;
  const { reportingCurrency, staff } = terms;
  const rates = exchangeRatesKnownBy(terms, knownAt);
  const settingsOn = settingsByDay(terms.said.settings, knownAt);
  const days = daysOfMonth(month);
  const working = days.filter((day) => worksOn(staff.firmWeek, day));
  const overheads: Array<OverheadFact> = [];
  const unconverted: Array<Overhead> = [];
  for (const overhead of knownBy(terms.overheads, knownAt)) {
    const { eventId, day, currency, amountMinor } = overhead;
    if (day.slice(0, 7) !== month) continue;
    const converted = rates.convert(day, amountMinor, currency, reportingCurrency);
    if (converted === null) unconverted.push(overhead);
    else overheads.push({ eventId, amountMinor: converted });
  }
  const found = {
    month,
    knownAt,
    closed: closing !== undefined,
    restatements: closing?.restatements.length ?? 0,
    calibration: closing?.calibration ?? null,
    people: peopleOfMonth(month, staff, knownBy(terms.costRates, knownAt), rates, reportingCurrency),
    workingDays: working.length > 0 ? working : days,
    overheads,
    unconverted,
    reportingCurrency,
  };
  const spans = [...new Set(days.map(settingsOn))];
  return { ...found, settingsOn, hash: hashOf(found, spans) };
};
