import { whaleMeasures } from "@rapport/contracts/http/economics/WhaleCurve";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

const params = z.object({ from: z.iso.date(), last: z.iso.date(), on: z.enum(whaleMeasures) });
const decimal = z.coerce.number();

/** The curve of one measure over a span of days: the view `whale_curve_at`. */
export const whaleCurvePoints = query({
  name: "whale-curve",
  sql: `
    SELECT rank, client, name, owner, owner_name, segment, amount_minor, cumulative_minor,
      cumulative_low_minor, cumulative_high_minor, clients_percent, cumulative_percent
    FROM whale_curve_at(from_day = {from:Date32}, as_of = {last:Date32})
    WHERE measure = {on:String}
    ORDER BY rank`,
  params,
  row: z.object({
    rank: integer,
    client: z.string(),
    name: z.string(),
    owner: z.string(),
    owner_name: z.string(),
    segment: z.string(),
    amount_minor: integer,
    cumulative_minor: integer,
    cumulative_low_minor: integer.nullable(),
    cumulative_high_minor: integer.nullable(),
    clients_percent: decimal,
    cumulative_percent: decimal.nullable(),
  }),
});
export type WhalePointRow = z.infer<typeof whaleCurvePoints.row>;

/** The same measure of what is no client's, by state. */
export const whaleElsewhere = query({
  name: "whale-elsewhere",
  sql: `
    SELECT state, sum(if({on:String} = 'revenue', revenue_minor, contribution_minor)) AS amount_minor
    FROM party_economics(from_day = {from:Date32}, to_day = {last:Date32})
    WHERE state != 'client'
    GROUP BY state
    ORDER BY state`,
  params,
  row: z.object({
    state: z.enum(["organisation", "unattributed", "internal", "unused"]),
    amount_minor: integer,
  }),
});
