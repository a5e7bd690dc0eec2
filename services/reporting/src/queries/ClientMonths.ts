import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer, untilParam } from "./columns.ts";

const params = {
  ...untilParam,
  at: z.string(),
  /** One party's, or all when empty. */
  party: z.string(),
  /** First days of the first and last month, both included. */
  fromMonth: z.iso.date(),
  toMonth: z.iso.date(),
  /** Party and month of the row before the first wanted one; empty to begin. */
  afterParty: z.string(),
  afterMonth: z.iso.date(),
  limit: z.number().int(),
};

const wanted = `
    WHERE month BETWEEN {fromMonth:Date32} AND {toMonth:Date32}
      AND ({party:String} = '' OR party = {party:String})`;

/** Figures per party and month: the view `client_month`, by party and month. */
export const clientMonths = query({
  name: "client-months",
  sql: `
    SELECT * EXCEPT month, toString(month) AS month_day
    FROM client_month(until = {until:DateTime64(3, 'UTC')}, at = {at:DateTime64(3, 'UTC')})
    ${wanted} AND (party, month) > ({afterParty:String}, {afterMonth:Date32})
    ORDER BY party, month
    LIMIT {limit:UInt32}`,
  params: z.object(params),
  row: z.object({
    party: z.string(),
    state: z.string(),
    month_day: z.iso.date(),
    messages: integer,
    messages_in: integer,
    messages_out: integer,
    our_replies: integer,
    our_elapsed_median_ms: integer.nullable(),
    their_replies: integer,
    their_elapsed_median_ms: integer.nullable(),
    tickets_opened: integer,
    tickets_solved: integer,
    reopenings: integer,
    reassignments: integer,
    ticket_replies_in: integer,
    ticket_replies_out: integer,
    first_responses: integer,
    first_response_median_ms: integer.nullable(),
    meetings_held: integer,
    meetings_named: integer,
    meetings_cancelled: integer,
    meetings_moved: integer,
    meetings_no_show: integer,
    meeting_minutes: integer,
    meeting_our_minutes: integer,
    meeting_their_heads: integer,
    logged_seconds: integer,
    billable_seconds: integer,
  }),
});
export type ClientMonthRow = z.infer<typeof clientMonths.row>;

export const moneyColumns = {
  currency: z.string(),
  invoiced_net_minor: integer,
  invoiced_total_minor: integer,
  pass_through_minor: integer,
  credited_net_minor: integer,
  credited_total_minor: integer,
  paid_minor: integer,
  expense_minor: integer,
};
export type MoneyColumns = {
  readonly [Name in keyof typeof moneyColumns]: z.infer<(typeof moneyColumns)[Name]>;
};

/** Money per party, month and currency: the view `client_month_money`; up to the party and month named last. */
export const clientMonthMoney = query({
  name: "client-month-money",
  sql: `
    SELECT * EXCEPT month, toString(month) AS month_day
    FROM client_month_money(until = {until:DateTime64(3, 'UTC')})
    ${wanted} AND (party, month) > ({afterParty:String}, {afterMonth:Date32})
      AND (party, month) <= ({lastParty:String}, {lastMonth:Date32})
    ORDER BY party, month, currency`,
  params: z.object({
    ...untilParam,
    party: params.party,
    fromMonth: params.fromMonth,
    toMonth: params.toMonth,
    afterParty: params.afterParty,
    afterMonth: params.afterMonth,
    lastParty: z.string(),
    lastMonth: z.iso.date(),
  }),
  row: z.object({ party: z.string(), state: z.string(), month_day: z.iso.date(), ...moneyColumns }),
});
export type ClientMonthMoneyRow = z.infer<typeof clientMonthMoney.row>;
