import { forEverMs } from "@rapport/domain/directory/Snapshot";
import type { MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import { settingsByDay } from "@rapport/domain/economics/settings/resolveSettings";
import { exchangeRatesKnownBy, type Terms } from "../terms/readTerms.ts";

/**
 * The terms of the money book: settings and exchange rates of a day as one knows them, of a day in a closed month as
 * one knew them when it was closed or last restated. `today` is the UTC day of deriving.
 */
export const moneyTerms = (terms: Terms, today: string): MoneyTerms => {
  const { said, reportingCurrency } = terms;
  const knownAtOf = (day: string): number => said.closings.get(day.slice(0, 7))?.knownAt ?? forEverMs;
  const settings = new Map<number, MoneyTerms["settingsOn"]>();
  const settingsOn: MoneyTerms["settingsOn"] = (day) => {
    const knownAt = knownAtOf(day);
    const known = settings.get(knownAt) ?? settingsByDay(said.settings, knownAt);
    settings.set(knownAt, known);
    return known(day);
  };
  return {
    reportingCurrency,
    today,
    settingsOn,
    ratesOn: (day) => exchangeRatesKnownBy(terms, knownAtOf(day)),
  };
};
