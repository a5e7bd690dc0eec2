import { Effect } from "effect";
import { z } from "zod";
import type { MoneyDocument } from "@rapport/domain/economics/money/MoneyFacts";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

const minor = z.coerce.number();
const day = z.string();
const booked = {
  eventId: z.string(),
  books: z.string(),
  day,
  state: z.enum(["client", "organisation", "unattributed", "internal"]),
  party: z.string(),
  currency: z.string(),
};

const document: z.ZodType<MoneyDocument> = z.discriminatedUnion("kind", [
  z.object({
    ...booked,
    kind: z.literal("invoice"),
    number: z.string(),
    revision: z.coerce.number(),
    dueOn: day.nullable(),
    serviceFrom: day.nullable(),
    serviceTo: day.nullable(),
    netMinor: minor,
    totalMinor: minor,
    passThroughMinor: minor,
  }),
  z.object({
    ...booked,
    kind: z.literal("credit_note"),
    invoiceNumber: z.string(),
    netMinor: minor,
    totalMinor: minor,
  }),
  z.object({ ...booked, kind: z.literal("payment"), invoiceNumber: z.string(), amountMinor: minor }),
  z.object({ ...booked, kind: z.literal("expense"), amountMinor: minor, passThroughMinor: minor }),
]);

const documentsQuery = query({
  name: "money-documents",
  sql: `
SELECT
  event_id AS eventId, concat(connector, ' ', account) AS books, toString(booked_on) AS day, state, party, currency,
  kind, number, invoice_number AS invoiceNumber, revision,
  toString(due_on) AS dueOn, toString(service_from) AS serviceFrom, toString(service_to) AS serviceTo,
  amount_minor AS netMinor, amount_minor AS amountMinor, total_minor AS totalMinor, pass_through_minor AS passThroughMinor
FROM money
WHERE status = 'posted' AND kind IN ('invoice', 'credit_note', 'payment', 'expense')`,
  params: z.object({}),
  row: document,
});

/** Every posted document of the money book in its current revision, with whom it belongs to; in no order. */
export const readMoneyDocuments: Effect.Effect<
  ReadonlyArray<MoneyDocument>,
  WarehouseError,
  WarehouseReader
> = Effect.flatMap(WarehouseReader, (reader) => reader.query(documentsQuery, {}));
