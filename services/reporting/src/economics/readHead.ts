import type { EconomicsHead } from "@rapport/contracts/http/economics/head";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { readFirmConfigured } from "../read/firm.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { reportingCurrency, restatements, unconvertedDocuments } from "./headQueries.ts";
import type { Span } from "./Span.ts";

/** The restatements of the months that these days, both included, are in. */
export const readRestatements = (
  warehouse: Warehouse,
  days: { readonly from: string; readonly last: string },
): Effect.Effect<EconomicsHead["restatements"], WarehouseError> =>
  Effect.map(warehouse.query(restatements, days), (rows) =>
    rows.map((row) => ({
      month: row.month_text,
      at: new Date(row.recorded_ms).toISOString(),
      reason: row.reason,
      before: row.before,
      after: row.after,
    })),
  );

/** What an answer says of itself. */
export const readHead = (
  warehouse: Warehouse,
  { asOf, from, to, last }: Span,
): Effect.Effect<EconomicsHead, WarehouseError> =>
  Effect.map(
    Effect.all(
      [
        readFirmConfigured(warehouse),
        warehouse.query(reportingCurrency, {}),
        readRestatements(warehouse, { from, last }),
        warehouse.query(unconvertedDocuments, { from, last }),
      ],
      { concurrency: "unbounded" },
    ),
    ([firmConfigured, currency, restated, unconverted]) => ({
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      from,
      to,
      currency: currency[0]?.currency || null,
      converted: null,
      restatements: restated,
      unconverted: unconverted.map((row) => ({
        currency: row.currency,
        documents: row.documents,
        amountMinor: row.own_minor,
      })),
    }),
  );
