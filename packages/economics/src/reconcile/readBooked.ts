import { Effect } from "effect";
import { z } from "zod";
import { categories } from "@rapport/domain/economics/Contribution";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

/** What the books hold of one event, category and holder. Seconds and minor units. */
export interface BookedSum {
  readonly eventId: string;
  readonly category: (typeof categories)[number];
  readonly state: "client" | "organisation" | "unattributed" | "internal" | "unused";
  readonly party: string;
  readonly currency: string;
  /** Whether its document is of the days asked for; of invoices that only earn in them it is not. */
  readonly bookedInDays: boolean;
  /** Over all days, where it is of the days asked for. */
  readonly ownMinor: number;
  /** Of the days asked for. */
  readonly seconds: number;
  readonly revenueMinor: number;
  readonly costMinor: number;
}

const row = z.object({
  eventId: z.string(),
  category: z.enum(categories),
  state: z.enum(["client", "organisation", "unattributed", "internal", "unused"]),
  party: z.string(),
  currency: z.string(),
  bookedInDays: z.coerce.boolean(),
  ownMinor: z.coerce.number(),
  seconds: z.coerce.number(),
  revenueMinor: z.coerce.number(),
  costMinor: z.coerce.number(),
});
const params = z.object({ from: z.string(), until: z.string() });

const documentCategories =
  "'invoice', 'pass_through', 'credit_note', 'payment', 'expense', 'overhead', 'time', 'unconverted'";
const inDays = "BETWEEN {from:Date32} AND {until:Date32}";
// Of the effort book only the month: partitions are editions, so no other part is read.
const editions = `
  SELECT max(e.edition) FROM economics_edition AS e
  WHERE e.book = 'money' OR (e.book = 'effort' AND e.month = toYYYYMM({from:Date32}))
  GROUP BY e.book, e.month`;
const bookedInDays = `SELECT event_id FROM facts_money WHERE booked_on ${inDays}`;

const documentsQuery = query({
  name: "booked-documents",
  sql: `
SELECT
  event_id AS eventId, category, state, party, any(c.currency) AS currency, event_id IN (${bookedInDays}) AS bookedInDays,
  sum(own_minor) AS ownMinor, sumIf(c.seconds, day ${inDays}) AS seconds,
  sumIf(revenue_minor, day ${inDays}) AS revenueMinor, sumIf(cost_minor, day ${inDays}) AS costMinor
FROM contribution AS c
WHERE edition IN (${editions}) AND category IN (${documentCategories}) AND (day ${inDays} OR event_id IN (${bookedInDays}))
GROUP BY event_id, category, state, party`,
  params,
  row,
});

/** What the books hold of documents and entries of these days, and of invoices that are earned in them. */
export const readBooked = (
  from: string,
  until: string,
): Effect.Effect<ReadonlyArray<BookedSum>, WarehouseError, WarehouseReader> =>
  Effect.flatMap(WarehouseReader, (reader) => reader.query(documentsQuery, { from, until }));

/** Costs per holder over all effort: what is not documents. */
export interface PartyCost {
  readonly state: BookedSum["state"];
  readonly party: string;
  readonly costMinor: number;
  readonly events: number;
}

const costsQuery = query({
  name: "booked-costs",
  sql: `
SELECT state, party, sum(cost_minor) AS costMinor, sum(contributions) AS events
FROM contribution_day
WHERE edition IN (${editions}) AND day ${inDays} AND category NOT IN ('expected_loss', 'late_payment') AND cost_minor != 0
GROUP BY state, party`,
  params,
  row: z.object({
    state: row.shape.state,
    party: z.string(),
    costMinor: z.coerce.number(),
    events: z.coerce.number(),
  }),
});

/** What everybody cost in these days, expectations and late payment left out. */
export const readCosts = (
  from: string,
  until: string,
): Effect.Effect<ReadonlyArray<PartyCost>, WarehouseError, WarehouseReader> =>
  Effect.flatMap(WarehouseReader, (reader) => reader.query(costsQuery, { from, until }));

const capacityQuery = query({
  name: "capacity-cost",
  sql: `
SELECT sum(capacity_cost_minor) AS capacityCostMinor
FROM effort_month
WHERE month = {month:UInt32} AND edition = (SELECT max(edition) FROM economics_edition WHERE book = 'effort' AND month = {month:UInt32})`,
  params: z.object({ month: z.number() }),
  row: z.object({ capacityCostMinor: z.coerce.number() }),
});

/** What the practical capacity of a month (202610) costs; 0 for a month the books do not have. */
export const readCapacityCost = (month: number): Effect.Effect<number, WarehouseError, WarehouseReader> =>
  Effect.flatMap(WarehouseReader, (reader) =>
    Effect.map(reader.query(capacityQuery, { month }), ([first]) => first?.capacityCostMinor ?? 0),
  );
