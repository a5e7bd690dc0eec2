import type { EconomicsGroup } from "@rapport/contracts/http/economics/head";
import { economicsGroups } from "@rapport/contracts/http/economics/head";
import type { TrendFigure } from "@rapport/contracts/http/views/Trends";
import { type Query, query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { holderLines, leanMonths, lineParams, type LineParams } from "../economics/groups.ts";
import { integer } from "../queries/columns.ts";

const row = z.object({
  id: z.string(),
  line_state: z.string(),
  months: z.array(z.string()),
  amounts: z.array(integer),
});
export type TrendRow = z.infer<typeof row>;

const columns: Readonly<Record<TrendFigure, string>> = {
  contributionMinor: "contribution_minor",
  revenueMinor: "revenue_minor",
  costMinor: "cost_minor",
  effortSeconds: "effort_seconds",
  loggedSeconds: "logged_seconds",
};

/** Of each line of a list the months that hold anything, and what each of them adds to the figure. */
export const trendQuery = (group: EconomicsGroup, figure: TrendFigure): Query<LineParams, TrendRow> =>
  queries[group][figure];

const queryOf = (group: EconomicsGroup, figure: TrendFigure) =>
  query({
    name: `trend-${figure}-by-${group}`,
    sql: `
      SELECT id, line_state, groupArray(month_text) AS months, groupArray(amount) AS amounts
      FROM (
        SELECT line.2 AS id, line.4 AS line_state, formatDateTime(h.month, '%Y-%m') AS month_text,
          sum(h.${columns[figure]}) AS amount
        FROM ${holderLines(group, leanMonths)} AS h
        ARRAY JOIN lines AS line
        WHERE line.1 = 'item'
        GROUP BY id, line_state, month_text
      )
      GROUP BY id, line_state
      ORDER BY line_state, id`,
    params: z.object(lineParams),
    row,
  });

const byFigure = (group: EconomicsGroup) =>
  Object.fromEntries(
    (Object.keys(columns) as Array<TrendFigure>).map((figure) => [figure, queryOf(group, figure)]),
  ) as Record<TrendFigure, Query<LineParams, TrendRow>>;

const queries = Object.fromEntries(economicsGroups.map((group) => [group, byFigure(group)])) as Record<
  EconomicsGroup,
  Record<TrendFigure, Query<LineParams, TrendRow>>
>;
