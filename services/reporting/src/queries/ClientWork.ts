import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { moneyColumns } from "./ClientMonths.ts";
import { integer, untilParam } from "./columns.ts";

const ofParty = { ...untilParam, party: z.string() };
const quantiles = (prefix: string, from: string) => `
      countIf(isNotNull(${from}_elapsed_ms)) AS ${prefix}_count,
      quantileExact(0.5)(${from}_elapsed_ms) AS ${prefix}_elapsed_median_ms,
      quantileExact(0.9)(${from}_elapsed_ms) AS ${prefix}_elapsed_p90_ms,
      quantileExact(0.5)(${from}_working_ms) AS ${prefix}_working_median_ms,
      quantileExact(0.9)(${from}_working_ms) AS ${prefix}_working_p90_ms`;
const ms = integer.nullable();

/** A party's tickets, summed: the view `ticket`. Always one row. */
export const clientTickets = query({
  name: "client-tickets",
  sql: `
    SELECT
      count() AS tickets,
      countIf(isNotNull(solved_ms)) AS solved,
      countIf(reopenings > 0) AS reopened,
      sum(reopenings) AS all_reopenings,
      sum(reassignments) AS all_reassignments,
      sum(hand_overs) AS all_hand_overs,
      sum(escalations) AS all_escalations,
      sum(replies_in) AS all_replies_in,
      sum(replies_out) AS all_replies_out,
      sum(sla_kept) AS all_sla_kept,
      sum(sla_missed) AS all_sla_missed,
      count(rating_milli) AS ratings,
      sum(ifNull(rating_milli, 0)) AS rating_sum_milli,
      ${quantiles("response", "first_response")},
      ${quantiles("resolution", "resolution")}
    FROM ticket(until = {until:DateTime64(3, 'UTC')})
    WHERE party = {party:String}`,
  params: z.object(ofParty),
  row: z.object({
    tickets: integer,
    solved: integer,
    reopened: integer,
    all_reopenings: integer,
    all_reassignments: integer,
    all_hand_overs: integer,
    all_escalations: integer,
    all_replies_in: integer,
    all_replies_out: integer,
    all_sla_kept: integer,
    all_sla_missed: integer,
    ratings: integer,
    rating_sum_milli: integer,
    response_count: integer,
    response_elapsed_median_ms: ms,
    response_elapsed_p90_ms: ms,
    response_working_median_ms: ms,
    response_working_p90_ms: ms,
    resolution_count: integer,
    resolution_elapsed_median_ms: ms,
    resolution_elapsed_p90_ms: ms,
    resolution_working_median_ms: ms,
    resolution_working_p90_ms: ms,
  }),
});
export type ClientTicketsRow = z.infer<typeof clientTickets.row>;

/** A party's meetings, summed: the view `meeting_holder`. Always one row. */
export const clientMeetings = query({
  name: "client-meetings",
  sql: `
    WITH (
      SELECT groupArray(substring(party, 7)) FROM directory_contact
      WHERE seniority IN ('executive', 'director') AND startsWith(party, 'email:')
    ) AS leaders
    SELECT
      countIf(past AND outcome = 'held') AS held,
      countIf(past AND outcome = 'held' AND hasAny(coming, leaders)) AS held_with_leaders,
      countIf(past AND outcome = 'held' AND named) AS held_named,
      countIf(past AND outcome = 'cancelled') AS cancelled,
      countIf(past AND cancelled_by = 'us') AS cancelled_by_us,
      countIf(past AND cancelled_by = 'them') AS cancelled_by_them,
      quantileExactIf(0.5)(notice_ms, past) AS notice_median_ms,
      countIf(past AND h.moved AND outcome != 'withdrawn') AS moved,
      countIf(past AND h.no_show) AS no_show,
      sumIf(h.minutes, past AND outcome = 'held') AS minutes,
      sumIf(toInt64(our_heads) * h.minutes, past AND outcome = 'held') AS our_minutes,
      sumIf(heads, past AND outcome = 'held') AS their_heads,
      maxOrNullIf(start_ms, past AND outcome = 'held') AS last_held_ms,
      minOrNullIf(start_ms, outcome = 'scheduled' AND start_at >= {at:DateTime64(3, 'UTC')}) AS next_ms
    FROM (
      SELECT *, effective_at < {until:DateTime64(3, 'UTC')} AS past, toUnixTimestamp64Milli(start_at) AS start_ms
      FROM meeting_holder(at = {at:DateTime64(3, 'UTC')})
      WHERE party = {party:String}
    ) AS h`,
  params: z.object({ ...ofParty, at: z.string() }),
  row: z.object({
    held: integer,
    held_with_leaders: integer,
    held_named: integer,
    cancelled: integer,
    cancelled_by_us: integer,
    cancelled_by_them: integer,
    notice_median_ms: ms,
    moved: integer,
    no_show: integer,
    minutes: integer,
    our_minutes: integer,
    their_heads: integer,
    last_held_ms: ms,
    next_ms: ms,
  }),
});
export type ClientMeetingsRow = z.infer<typeof clientMeetings.row>;

/** A party's logged time, summed: the view `time_entry`. Always one row. */
export const clientTime = query({
  name: "client-time",
  sql: `
    SELECT
      count() AS entries,
      sum(duration_seconds) AS logged_seconds,
      sumIf(duration_seconds, ifNull(billable, false)) AS billable_seconds,
      toString(maxOrNull(worked_on)) AS last_worked_on
    FROM time_entry
    WHERE party = {party:String} AND status = 'posted' AND effective_at < {until:DateTime64(3, 'UTC')}`,
  params: z.object(ofParty),
  row: z.object({
    entries: integer,
    logged_seconds: integer,
    billable_seconds: integer,
    last_worked_on: z.iso.date().nullable(),
  }),
});

export type ClientTimeRow = z.infer<typeof clientTime.row>;

/** A party's money over all months, per currency: the view `client_month_money`. */
export const clientMoney = query({
  name: "client-money",
  sql: `
    SELECT
      currency,
      sum(m.invoiced_net_minor) AS invoiced_net_minor,
      sum(m.invoiced_total_minor) AS invoiced_total_minor,
      sum(m.pass_through_minor) AS pass_through_minor,
      sum(m.credited_net_minor) AS credited_net_minor,
      sum(m.credited_total_minor) AS credited_total_minor,
      sum(m.paid_minor) AS paid_minor,
      sum(m.expense_minor) AS expense_minor
    FROM client_month_money(until = {until:DateTime64(3, 'UTC')}) AS m
    WHERE party = {party:String}
    GROUP BY currency
    ORDER BY currency`,
  params: z.object(ofParty),
  row: z.object(moneyColumns),
});

/** A party's contracts, the newest first: the view `contract`. */
export const clientContracts = query({
  name: "client-contracts",
  sql: `
    SELECT contract, type, toString(starts_on) AS starts_day, toString(ends_on) AS ends_day, toString(renews_on) AS renews_day,
      currency, fee_minor, fee_per, retainer_minutes_per_month, hourly_minor, notice_days
    FROM contract
    WHERE party = {party:String} AND status = 'posted' AND occurred_at < {until:DateTime64(3, 'UTC')}
    ORDER BY starts_on DESC, contract`,
  params: z.object(ofParty),
  row: z.object({
    contract: z.string(),
    type: z.string(),
    starts_day: z.iso.date(),
    ends_day: z.iso.date().nullable(),
    renews_day: z.iso.date().nullable(),
    currency: z.string(),
    fee_minor: integer.nullable(),
    fee_per: z.string(),
    retainer_minutes_per_month: integer.nullable(),
    hourly_minor: integer.nullable(),
    notice_days: integer.nullable(),
  }),
});
export type ClientContractRow = z.infer<typeof clientContracts.row>;
