import { type EconomicsGroup, economicsGroups } from "@rapport/contracts/http/economics/head";
import { type Query, query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag, integer } from "../queries/columns.ts";
import { holderLines, lineColumns, lineParams, type LineParams, lineRow, wholeMonths } from "./groups.ts";

const rowHead = {
  ...lineRow,
  name: z.string(),
  /** Of lines of one client alone. */
  owner: z.string(),
  owner_name: z.string(),
  segment: z.string(),
  /** All of it is outside the firm: it can have a price. */
  outside: flag,
};
const headColumns = `${lineColumns}, any(h.owner) AS owner, any(h.owner_name) AS owner_name, any(h.segment) AS segment,
      min(h.outside) AS outside`;

const sums = (group: EconomicsGroup, columns: ReadonlyArray<string>) => `
    SELECT ${headColumns},
      ${columns.map((column) => `sum(h.${column}) AS ${column}`).join(",\n      ")}
    FROM ${holderLines(group, wholeMonths)} AS h
    ARRAY JOIN lines AS line
    GROUP BY kind, id, line_state`;

const byGroup = <Row>(
  make: (group: EconomicsGroup) => Query<LineParams, Row>,
): Readonly<Record<EconomicsGroup, Query<LineParams, Row>>> =>
  Object.fromEntries(economicsGroups.map((group) => [group, make(group)])) as Record<
    EconomicsGroup,
    Query<LineParams, Row>
  >;

const profitabilityColumns = {
  revenue_minor: integer,
  invoiced_minor: integer,
  credited_minor: integer,
  pass_through_minor: integer,
  cash_minor: integer,
  labour_minor: integer,
  measured_minor: integer,
  overhead_minor: integer,
  unused_capacity_minor: integer,
  expenses_minor: integer,
  expected_loss_minor: integer,
  late_payment_minor: integer,
  cost_minor: integer,
  contribution_minor: integer,
  effort_seconds: integer,
  logged_seconds: integer,
  shadow_seconds: integer.nullable(),
};
const profitabilityRow = z.object({ ...rowHead, ...profitabilityColumns });
export type ProfitabilitySums = z.infer<typeof profitabilityRow>;

/** Sums of `holder_economics` over a span of days, per line of the list and of the totals. */
export const profitabilitySums = byGroup((group) =>
  query({
    name: `profitability-by-${group}`,
    sql: sums(group, Object.keys(profitabilityColumns)),
    params: z.object(lineParams),
    row: profitabilityRow,
  }),
);

const effortColumns = {
  effort_seconds: integer,
  measured_seconds: integer,
  logged_seconds: integer,
  meeting_seconds: integer,
  ticket_seconds: integer,
  mail_seconds: integer,
  interruption_seconds: integer,
  communication_logged_seconds: integer.nullable(),
  communication_raw_seconds: integer.nullable(),
  communication_expected_seconds: integer.nullable(),
  shadow_seconds: integer.nullable(),
  unused_seconds: integer,
  labour_minor: integer,
};
const effortRow = z.object({ ...rowHead, ...effortColumns });
export type EffortSums = z.infer<typeof effortRow>;

export const effortSums = byGroup((group) =>
  query({
    name: `effort-by-${group}`,
    sql: sums(group, Object.keys(effortColumns)),
    params: z.object(lineParams),
    row: effortRow,
  }),
);
