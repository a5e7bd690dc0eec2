import type { ExchangeRates } from "@rapport/domain/economics/money/ExchangeRates";
import type { MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import type { EconomicsDirectory } from "@rapport/domain/economics/settings/foldEconomics";
import { settingsByDay } from "@rapport/domain/economics/settings/resolveSettings";

/**
 * The terms of the money book: settings and exchange rates of a day as one knows them, of a day in a closed month as
 * one knew them when it was closed or last restated.
 */
export const moneyTerms = (
  directory: EconomicsDirectory,
  rates: (knownAt: number) => ExchangeRates,
  over: Pick<MoneyTerms, "reportingCurrency" | "today">,
): MoneyTerms => {
  const knownAtOf = (day: string): number =>
    directory.closings.get(day.slice(0, 7))?.knownAt ?? Number.POSITIVE_INFINITY;
  const settings = new Map<number, MoneyTerms["settingsOn"]>();
  const settingsOn: MoneyTerms["settingsOn"] = (day) => {
    const knownAt = knownAtOf(day);
    const known = settings.get(knownAt) ?? settingsByDay(directory.settings, knownAt);
    settings.set(knownAt, known);
    return known(day);
  };
  return { ...over, settingsOn, ratesOn: (day) => rates(knownAtOf(day)) };
};
