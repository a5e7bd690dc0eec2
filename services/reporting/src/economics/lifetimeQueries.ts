import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

const span = z.object({ from: z.iso.date(), last: z.iso.date() });

/** Net contribution of each client by quarter back from `last`, 0 the latest; only those with something to add up. */
export const quarterMargins = query({
  name: "quarter-margins",
  sql: `
    SELECT party AS client, intDiv(dateDiff('month', day, {last:Date32}), 3) AS quarter,
      sum(revenue_minor) - sum(cost_minor) AS margin_minor
    FROM contribution_day_current
    WHERE state = 'client' AND day BETWEEN {from:Date32} AND {last:Date32}
    GROUP BY client, quarter
    ORDER BY client, quarter`,
  params: span,
  row: z.object({ client: z.string(), quarter: integer, margin_minor: integer }),
});

/**
 * From when to when each client was one: whole months since the first of its effort or revenue, since the last, and
 * what its contracts say, up to a day. `ended_months`: since all of them had ended; null while one runs or there are none.
 */
export const clientLives = query({
  name: "client-lives",
  sql: `
    SELECT
      l.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
      dateDiff('month', l.first_day, {last:Date32}) + 1 AS months, dateDiff('month', l.last_day, {last:Date32}) AS quiet_months,
      c.contracts AS contracts,
      if(c.contracts > 0 AND c.running = 0, dateDiff('month', c.ended_on, {last:Date32}), NULL) AS ended_months
    FROM (
      SELECT party AS client, min(day) AS first_day, max(day) AS last_day
      FROM contribution_day_current
      WHERE state = 'client' AND day <= {last:Date32} AND (seconds != 0 OR revenue_minor != 0)
      GROUP BY party
    ) AS l
    LEFT JOIN (
      SELECT party, count() AS contracts, countIf(isNull(ends_on) OR ends_on > {last:Date32}) AS running, max(ends_on) AS ended_on
      FROM contract
      WHERE state = 'client' AND status = 'posted' AND starts_on <= {last:Date32}
      GROUP BY party
    ) AS c ON c.party = l.client
    LEFT JOIN client_card(as_of = {last:Date32}) AS k ON k.client = l.client
    ORDER BY client`,
  params: z.object({ last: z.iso.date() }),
  row: z.object({
    client: z.string(),
    name: z.string(),
    owner: z.string(),
    owner_name: z.string(),
    segment: z.string(),
    months: integer,
    quiet_months: integer,
    contracts: integer,
    ended_months: integer.nullable(),
  }),
});
export type ClientLife = z.infer<typeof clientLives.row>;

/** How far each draw of a client's contribution over the span is from the figure itself. */
export const contributionDraws = query({
  name: "lifetime-draws",
  sql: `
    SELECT client, arrayMap(d -> d - contribution_minor, draws) AS deviations
    FROM client_contribution_draws(from_day = {from:Date32}, to_day = {last:Date32})
    WHERE client IN {clients:Array(String)}`,
  params: span.extend({ clients: z.array(z.string()) }),
  row: z.object({ client: z.string(), deviations: z.array(integer) }),
});
