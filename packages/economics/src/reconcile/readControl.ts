import { Effect } from "effect";
import { z } from "zod";
import type { ControlDocument } from "@rapport/domain/economics/reconcile/ControlDocument";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

/*
 * What the sources say, taken from the raw facts by other ways than the books: each document by the values of its
 * highest revision, without directory, attribution or any view.
 */

const inDays = "BETWEEN {from:Date32} AND {until:Date32}";
const served = "service_from <= {until:Date32} AND service_to >= {from:Date32}";
const key = "concat(connector, '\\n', account, '\\n', document) AS key";

const controlQuery = query({
  name: "control-documents",
  sql: `
SELECT
  key, eventId, kind, multiIf(number != '', number, kind = 'overhead' AND category != '', category, document) AS name, toString(bookedOn) AS day,
  toString(service_from) AS serviceFrom, toString(service_to) AS serviceTo, currency, amount, passThroughMinor
FROM (
  SELECT
    key, document, latest.1 AS eventId, latest.2::String AS status, latest.3::String AS kind, latest.4 AS number,
    latest.5 AS bookedOn, latest.6 AS service_from, latest.7 AS service_to, latest.8::String AS currency,
    latest.9 AS amount, latest.10 AS passThroughMinor, latest.11::String AS category
  FROM (
    SELECT ${key}, document, argMax(
      (event_id, status, kind, number, booked_on, service_from, service_to, currency, amount_minor,
        pass_through_minor, category),
      (revision, _ver)) AS latest
    FROM facts_money
    WHERE document IN (SELECT document FROM facts_money WHERE booked_on ${inDays} OR (${served}))
    GROUP BY connector, account, document
  )
  UNION ALL
  SELECT key, document, latest.1, latest.2::String, 'time', '', latest.3, NULL, NULL, '', latest.4, 0, ''
  FROM (
    SELECT ${key}, document, argMax((event_id, status, worked_on, duration_seconds), (revision, _ver)) AS latest
    FROM facts_time
    WHERE document IN (SELECT document FROM facts_time WHERE worked_on ${inDays})
    GROUP BY connector, account, document
  )
)
WHERE status = 'posted' AND (bookedOn ${inDays} OR (kind = 'invoice' AND ${served}))`,
  params: z.object({ from: z.string(), until: z.string() }),
  row: z.object({
    key: z.string(),
    eventId: z.string(),
    kind: z.enum(["invoice", "credit_note", "payment", "expense", "overhead", "time"]),
    name: z.string(),
    day: z.string(),
    serviceFrom: z.string().nullable(),
    serviceTo: z.string().nullable(),
    currency: z.string(),
    amount: z.coerce.number(),
    passThroughMinor: z.coerce.number(),
  }),
});

/** The posted documents of the days `from` to `until`, and the invoices for some of them. */
export const readControl = (
  from: string,
  until: string,
): Effect.Effect<ReadonlyArray<ControlDocument>, WarehouseError, WarehouseReader> =>
  Effect.flatMap(WarehouseReader, (reader) => reader.query(controlQuery, { from, until }));
