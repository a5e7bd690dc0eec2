import { editionTables } from "@rapport/economics/editions/tables";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";

const contributions =
  "day, state, party, category, measured, event_id, band, seconds, raw_seconds, cost_minor, revenue_minor, cash_minor, currency, own_minor";
const sums =
  "day, state, party, category, measured, contributions, seconds, raw_seconds, cost_minor, revenue_minor, cash_minor";
const months =
  "calibration_micro, calibration_sd_micro, calibration_spread_micro, capacity_seconds, capacity_cost_minor, overhead_minor, unrated_seconds, reporting_currency, margin_target_micro, settings_known_at, closed, restatements";

const inForce = "SELECT month, max(edition) FROM economics_edition WHERE book = {book:String} GROUP BY month";
const part = (name: string, columns: string, where = "true") => `
  SELECT '${name}' AS table, month, concat(toString(count()), '.', toString(sum(sipHash64(${columns})))) AS content
  FROM ${name} WHERE (month, edition) IN (${inForce}) AND ${where} GROUP BY month`;

const contentQuery = query({
  name: "book-content",
  sql: [
    part("contribution", contributions, "book = {book:String}"),
    part("contribution_day", sums, "book = {book:String}"),
    part("effort_month", months),
    part("effort_comparison", "day, party, logged_seconds, estimated_seconds"),
    part("effort_draw", "kind, multipliers_micro"),
  ].join("\nUNION ALL"),
  params: z.object({ book: z.string() }),
  row: z.object({ table: z.string(), month: z.number(), content: z.string() }),
});

/** What readers find of a book, by month and table: number and hash of the rows of the editions in force. */
export const bookContent = (book: "effort" | "money") =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const rows = yield* reader.query(contentQuery, { book });
    return rows.map(({ table, month, content }) => `${month} ${table} ${content}`).toSorted();
  });

const editionsQuery = query({
  name: "book-editions",
  sql: "SELECT month, toString(max(edition)) AS edition FROM economics_edition WHERE book = 'effort' GROUP BY month ORDER BY month",
  params: z.object({}),
  row: z.object({ month: z.number(), edition: z.string() }),
});

/** The edition of each month of the effort book. */
export const effortEditions = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const rows = yield* reader.query(editionsQuery, {});
  return new Map(rows.map(({ month, edition }) => [month, edition]));
});

/** Forgets the books and all that is known of them. */
export const forgetBooks = Effect.gen(function* () {
  const writer = yield* WarehouseWriter;
  for (const table of [...editionTables, "economics_edition", "economics_state"])
    yield* writer.command(`TRUNCATE TABLE ${table}`);
});
