import { Effect } from "effect";
import { z } from "zod";
import { type ExchangeRate, ExchangeRates } from "@rapport/domain/economics/money/ExchangeRates";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

const revisionsQuery = query({
  name: "exchange-rate-revisions",
  sql: `
SELECT
  event_id AS id, toUnixTimestamp64Milli(recorded_at) AS recordedMs, concat(connector, ' ', account, ' ', document) AS document,
  status = 'posted' AS posted, toString(valid_from) AS on, currency AS from, to_currency AS to, rate
FROM facts_rate FINAL
WHERE kind = 'fx'
ORDER BY connector, account, document, revision`,
  params: z.object({}),
  row: z.object({
    id: z.string(),
    recordedMs: z.coerce.number(),
    document: z.string(),
    posted: z.coerce.boolean(),
    on: z.string(),
    from: z.string(),
    to: z.string(),
    rate: z.string(),
  }),
});

/**
 * Every exchange rate that was ever posted, as one knew them by a moment (UTC ms; `Infinity` for all): of each
 * document its highest revision that had been recorded by then. What was asked for is kept.
 */
export const readExchangeRates: Effect.Effect<
  (knownAt: number) => ExchangeRates,
  WarehouseError,
  WarehouseReader
> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const revisions = yield* reader.query(revisionsQuery, {});
  const known = new Map<number, ExchangeRates>();
  return (knownAt) => {
    const before = known.get(knownAt);
    if (before !== undefined) return before;
    const standing = new Map<string, ExchangeRate | null>();
    for (const { document, recordedMs, posted, ...rate } of revisions)
      if (recordedMs <= knownAt) standing.set(document, posted ? rate : null);
    const rates = new ExchangeRates([...standing.values()].filter((rate) => rate !== null));
    known.set(knownAt, rates);
    return rates;
  };
});
