import { type WhaleMeasure, whaleMeasures } from "@rapport/contracts/http/economics/WhaleCurve";
import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";
import { monthsAlike } from "./intervalQueries.ts";

const spanParams = z.object({ from: z.iso.date(), last: z.iso.date() });
const params = spanParams.extend({ on: z.enum(whaleMeasures) });
const decimal = z.coerce.number();

/**
 * What is left of each client's revenue, drawn: the view `client_contribution_draws`, with months of the same draws added up
 * before they are multiplied. That is exact, and a month's 2,000 draws are the dearest thing there is to multiply.
 */
const contributionDraws = `
        SELECT sum(h.before_labour_minor) AS before_labour,
          sumForEach(arrayMap((w, x, y, z) -> h.mail_minor * w + h.meeting_minor * x + h.ticket_minor * y + h.logged_minor * z,
            e.mail_micro, e.meeting_micro, e.ticket_micro, e.time_micro)) AS labour,
          if(empty(labour), arrayWithConstant(ifNull((SELECT max(length(m.time_micro)) FROM effort_multiplier AS m), 0), before_labour),
            arrayMap(l -> before_labour - intDiv(l, 1000000), labour)) AS draws
        FROM (
          SELECT * FROM (
            SELECT p.party AS party, a.alike AS alike, sum(p.contribution_minor + p.labour_minor) AS before_labour_minor,
              sum(p.mail_minor) AS mail_minor, sum(p.meeting_minor) AS meeting_minor, sum(p.ticket_minor) AS ticket_minor,
              sum(p.logged_minor) AS logged_minor
            FROM party_economics(from_day = {from:Date32}, to_day = {last:Date32}) AS p
            LEFT JOIN (${monthsAlike}) AS a ON a.month = p.month
            WHERE p.state = 'client'
            GROUP BY p.party, a.alike
          )
          ARRAY JOIN [1] AS one
          SETTINGS max_block_size = 64
        ) AS h
        LEFT JOIN effort_multiplier AS e ON e.month = h.alike
        GROUP BY h.party
        SETTINGS min_joined_block_size_rows = 0, min_joined_block_size_bytes = 0`;

/** The bands of the contribution's curve: those of the curves of all draws, each in an order of its own. */
const contributionBands = `
      SELECT toUInt64(place) AS place, toNullable(band[1]) AS low, toNullable(band[2]) AS high
      FROM (
        SELECT quantilesExactForEach(0.1, 0.9)(curve) AS bands
        FROM (
          SELECT arrayCumSum(arrayReverseSort(groupArray(amount))) AS curve
          FROM (SELECT amount, draw FROM (${contributionDraws}) ARRAY JOIN draws AS amount, arrayEnumerate(draws) AS draw)
          GROUP BY draw
        )
      )
      ARRAY JOIN bands AS band, arrayEnumerate(bands) AS place`;

/** The lines of the view `whale_curve_at` of one measure; of revenue without the draws, which it does not hang on. */
const curveSql = (on: WhaleMeasure): string => `
    SELECT c.rank AS rank, c.client AS client, k.name AS name, k.owner AS owner, k.owner_name AS owner_name, k.segment AS segment,
      c.amount_minor AS amount_minor, c.cumulative_minor AS cumulative_minor,
      ${on === "revenue" ? "c.cumulative_minor" : "b.low"} AS cumulative_low_minor,
      ${on === "revenue" ? "c.cumulative_minor" : "b.high"} AS cumulative_high_minor,
      toDecimal64(intDiv(20000 * rank + c.clients, 2 * c.clients), 2) / 100 AS clients_percent,
      if(c.total_minor > 0,
        toDecimal64(toInt64(intDiv(toInt128(20000) * abs(c.cumulative_minor) + c.total_minor, toInt128(2) * c.total_minor) * sign(c.cumulative_minor)), 2) / 100,
        NULL) AS cumulative_percent
    FROM (
      SELECT party AS client, sum(${on}_minor) AS amount_minor,
        row_number() OVER curve AS rank, sum(amount_minor) OVER curve AS cumulative_minor,
        count() OVER () AS clients, sum(amount_minor) OVER () AS total_minor
      FROM party_economics(from_day = {from:Date32}, to_day = {last:Date32})
      WHERE state = 'client'
      GROUP BY party
      WINDOW curve AS (ORDER BY amount_minor DESC, client ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ) AS c
    ${on === "revenue" ? "" : `LEFT JOIN (${contributionBands}) AS b ON b.place = c.rank`}
    LEFT JOIN client_card(as_of = {last:Date32}) AS k ON k.client = c.client
    ORDER BY c.rank`;

const pointRow = z.object({
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
});
export type WhalePointRow = z.infer<typeof pointRow>;

const curveOf = (on: WhaleMeasure) =>
  query({ name: `whale-curve-${on}`, sql: curveSql(on), params: spanParams, row: pointRow });

/** The curve of each measure over a span of days. */
export const whaleCurvePoints = { revenue: curveOf("revenue"), contribution: curveOf("contribution") };

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
