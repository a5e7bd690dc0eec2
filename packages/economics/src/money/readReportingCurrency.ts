import { Effect } from "effect";
import { z } from "zod";
import { saidReportingCurrency } from "@rapport/domain/economics/settings/resolveSettings";
import type { SettingSaid } from "@rapport/domain/economics/settings/foldEconomics";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

const currenciesQuery = query({
  name: "currencies-of-books",
  sql: `
SELECT currency
FROM (
  SELECT currency, kind = 'invoice' AS invoice, status
  FROM facts_money
  ORDER BY connector, account, document, revision DESC, _ver DESC
  LIMIT 1 BY connector, account, document
)
WHERE status = 'posted'
GROUP BY currency
ORDER BY countIf(invoice) DESC, count() DESC, currency
LIMIT 1
UNION ALL
SELECT currency FROM facts_rate WHERE kind = 'cost' AND status = 'posted' GROUP BY currency ORDER BY count() DESC, currency LIMIT 1`,
  params: z.object({}),
  row: z.object({ currency: z.string() }),
});

/** Where neither setting nor books say one. */
const otherwise = "EUR";

/**
 * The currency everything is reported in: the setting's; else the one of most posted invoices; without invoices the
 * one of most documents, then of most cost rates. Of equally many the first in the alphabet.
 */
export const readReportingCurrency = (
  settings: ReadonlyArray<SettingSaid>,
): Effect.Effect<string, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const said = saidReportingCurrency(settings);
    if (said !== null && said !== "") return said;
    const reader = yield* WarehouseReader;
    const [first] = yield* reader.query(currenciesQuery, {});
    return first?.currency ?? otherwise;
  });
