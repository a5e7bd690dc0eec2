import { type EconomicsGroup, economicsGroups } from "@rapport/contracts/http/economics/head";
import { type Query, query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";
import { holderLines, leanMonths, lineParams, lineRow } from "./groups.ts";

const params = z.object({
  ...lineParams,
  /** `lineKey`s of the lines that are wanted. */
  keys: z.array(z.string()),
});
export type IntervalParams = z.infer<typeof params>;

const row = z.object({
  ...lineRow,
  low: integer.nullable(),
  high: integer.nullable(),
  /** Draws below 0, and draws in all. */
  losses: integer,
  draws: integer,
});
export type IntervalRow = z.infer<typeof row>;

/** What is drawn: `fixed` ± the columns of mail, meetings, tickets and logged time, each times its multipliers. */
interface Drawn {
  readonly name: string;
  readonly fixed: string;
  readonly sign: 1 | -1;
  readonly mail: string;
  readonly meeting: string;
  readonly ticket: string;
  readonly logged: string;
}

/** Months whose draws are the same ones, each with the first of them. */
export const monthsAlike = `
            SELECT arrayJoin(months) AS month, alike
            FROM (
              SELECT groupArray(month) AS months, min(month) AS alike
              FROM effort_multiplier
              GROUP BY mail_micro, meeting_micro, ticket_micro, time_micro
            )`;

/**
 * The 80 % interval of lines over a span, from the draws of each of its months. Draw i of all months and kinds belongs
 * together, so that a span's draw is the sum of its months'; months with the same draws are added up before they are
 * multiplied. Draws are 2,000 wide: small blocks keep memory small (0014).
 */
const intervalSql = (group: EconomicsGroup, drawn: Drawn): string => `
    SELECT kind, id, line_state,
      if(empty(drawn), NULL, arrayReduce('quantileExact(0.1)', drawn)) AS low,
      if(empty(drawn), NULL, arrayReduce('quantileExact(0.9)', drawn)) AS high,
      arrayCount(x -> x < 0, drawn) AS losses, length(drawn) AS draws
    FROM (
      SELECT m.kind AS kind, m.id AS id, m.line_state AS line_state, sum(m.fixed) AS fixed,
        sumForEach(arrayMap((w, x, y, z) -> m.mail * w + m.meeting * x + m.ticket * y + m.logged * z,
          e.mail_micro, e.meeting_micro, e.ticket_micro, e.time_micro)) AS parts,
        arrayMap(part -> fixed ${drawn.sign === 1 ? "+" : "-"} intDiv(part, 1000000), parts) AS drawn
      FROM (
        SELECT * FROM (
          SELECT line.1 AS kind, line.2 AS id, line.4 AS line_state, a.alike AS alike, sum(${drawn.fixed}) AS fixed,
            sum(${drawn.mail}) AS mail, sum(${drawn.meeting}) AS meeting, sum(${drawn.ticket}) AS ticket, sum(${drawn.logged}) AS logged
          FROM ${holderLines(group, leanMonths)} AS h
          LEFT JOIN (${monthsAlike}) AS a ON a.month = h.month
          ARRAY JOIN lines AS line
          WHERE has({keys:Array(String)}, concat(kind, '\\n', line_state, '\\n', id))
          GROUP BY kind, id, line_state, a.alike
        )
        ARRAY JOIN [1] AS one
        SETTINGS max_block_size = 64
      ) AS m
      LEFT JOIN effort_multiplier AS e ON e.month = m.alike
      GROUP BY m.kind, m.id, m.line_state
      SETTINGS min_joined_block_size_rows = 0, min_joined_block_size_bytes = 0
    )`;

const intervals = (drawn: Drawn): Readonly<Record<EconomicsGroup, Query<IntervalParams, IntervalRow>>> =>
  Object.fromEntries(
    economicsGroups.map((group) => [
      group,
      query({ name: `${drawn.name}-by-${group}`, sql: intervalSql(group, drawn), params, row }),
    ]),
  ) as Record<EconomicsGroup, Query<IntervalParams, IntervalRow>>;

/** Of net contribution, minor units. */
export const contributionIntervals = intervals({
  name: "contribution-interval",
  fixed: "h.contribution_minor + h.labour_minor",
  sign: -1,
  mail: "h.mail_minor",
  meeting: "h.meeting_minor",
  ticket: "h.ticket_minor",
  logged: "h.logged_minor",
});

/** Of effort, seconds. */
export const effortIntervals = intervals({
  name: "effort-interval",
  fixed: "0",
  sign: 1,
  mail: "h.mail_seconds + h.interruption_seconds",
  meeting: "h.meeting_seconds",
  ticket: "h.ticket_seconds",
  logged: "h.logged_seconds",
});
