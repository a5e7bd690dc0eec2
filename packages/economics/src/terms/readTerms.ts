import { Effect } from "effect";
import { z } from "zod";
import { DirectoryEvent } from "@rapport/contracts/Directory";
import { ExchangeRates } from "@rapport/domain/economics/money/ExchangeRates";
import { type EconomicsDirectory, foldEconomics } from "@rapport/domain/economics/settings/foldEconomics";
import { saidReportingCurrency } from "@rapport/domain/economics/settings/resolveSettings";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { type RateVersions, readRates } from "./readRates.ts";
import { readStaff, type Staff } from "./readStaff.ts";
import { knownBy } from "./versions.ts";

/** What facts are valued by: settings and closed months, rates in all their versions, who we are, the currency. */
export interface Terms extends RateVersions {
  readonly said: EconomicsDirectory;
  readonly staff: Staff;
  /** ISO 4217; "" while neither a setting nor an invoice nor a cost rate says one. */
  readonly reportingCurrency: string;
}

const eventsQuery = query({
  name: "economics-events",
  sql: `
SELECT event FROM directory_event FINAL
WHERE JSONExtractString(event, 'type') IN ('setting.set', 'month.closed', 'month.restated')
ORDER BY occurred_at, event_id`,
  params: z.object({}),
  row: z.object({ event: z.string().transform((json) => DirectoryEvent.parse(JSON.parse(json))) }),
});

const currencyQuery = query({
  name: "usual-currency",
  sql: `
SELECT currency FROM (
  SELECT currency, 1 AS rank, count() AS documents FROM money WHERE kind = 'invoice' AND status = 'posted' GROUP BY currency
  UNION ALL
  SELECT currency, 2, count() FROM facts_rate FINAL WHERE kind = 'cost' AND status = 'posted' GROUP BY currency
)
ORDER BY rank, documents DESC, currency
LIMIT 1`,
  params: z.object({}),
  row: z.object({ currency: z.string() }),
});

/** The terms as the warehouse holds them now. */
export const readTerms: Effect.Effect<Terms, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const events = yield* reader.query(eventsQuery, {});
  const said = foldEconomics(events.map(({ event }) => event));
  const [usual] = yield* reader.query(currencyQuery, {});
  const reportingCurrency = saidReportingCurrency(said.settings) ?? usual?.currency ?? "";
  return { said, staff: yield* readStaff, ...(yield* readRates), reportingCurrency };
});

const exchanges = new WeakMap<Terms, Map<number, ExchangeRates>>();

/** Exchange rates as they were known at a moment (UTC ms). */
export const exchangeRatesKnownBy = (terms: Terms, knownAt: number): ExchangeRates => {
  const known = exchanges.get(terms) ?? new Map<number, ExchangeRates>();
  exchanges.set(terms, known);
  const before = known.get(knownAt);
  if (before !== undefined) return before;
  const rates = new ExchangeRates(knownBy(terms.exchangeRates, knownAt));
  known.set(knownAt, rates);
  return rates;
};
