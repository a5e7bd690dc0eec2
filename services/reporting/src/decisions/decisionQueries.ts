import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { integer } from "../queries/columns.ts";

const span = z.object({ from: z.iso.date(), last: z.iso.date() });

/** What clients brought and took by month over a span of days; minor units, seconds. */
export const clientMonthSums = query({
  name: "client-month-sums",
  sql: `
    SELECT party, toString(month) AS first, revenue_minor, cost_minor, labour_minor, mail_minor, meeting_minor,
      ticket_minor, logged_minor, overhead_minor + unused_capacity_minor AS overhead_minor, expenses_minor,
      expected_loss_minor + late_payment_minor AS credit_minor, effort_seconds,
      mail_seconds + interruption_seconds + ticket_seconds AS correspondence_seconds
    FROM party_economics(from_day = {from:Date32}, to_day = {last:Date32})
    WHERE state = 'client'
    ORDER BY party, first`,
  params: span,
  row: z.object({
    party: z.string(),
    first: z.iso.date(),
    revenue_minor: integer,
    cost_minor: integer,
    labour_minor: integer,
    mail_minor: integer,
    meeting_minor: integer,
    ticket_minor: integer,
    logged_minor: integer,
    overhead_minor: integer,
    expenses_minor: integer,
    credit_minor: integer,
    effort_seconds: integer,
    correspondence_seconds: integer,
  }),
});
export type ClientMonthSums = z.infer<typeof clientMonthSums.row>;

const multipliers = z.array(integer);

/** What the labour of each kind is multiplied by in the draws of the months of a span, millionths. */
export const monthMultipliers = query({
  name: "month-multipliers",
  sql: `
    SELECT toString(month) AS first, mail_micro, meeting_micro, ticket_micro, time_micro
    FROM effort_multiplier
    WHERE month BETWEEN toStartOfMonth({from:Date32}) AND {last:Date32}
    ORDER BY first`,
  params: span,
  row: z.object({
    first: z.iso.date(),
    mail_micro: multipliers,
    meeting_micro: multipliers,
    ticket_micro: multipliers,
    time_micro: multipliers,
  }),
});
export type MonthMultipliers = z.infer<typeof monthMultipliers.row>;

/** Who did the work for a client over a span: seconds and cost by role band, "" where none is known. */
export const bandWork = query({
  name: "band-work",
  sql: `
    SELECT party, band, sum(seconds) AS seconds, sum(cost_minor) AS cost_minor
    FROM contribution_current
    WHERE state = 'client' AND day BETWEEN {from:Date32} AND {last:Date32}
      AND (category = 'time' OR category = 'interruption' OR startsWith(category, 'mail') OR startsWith(category, 'meeting') OR startsWith(category, 'ticket'))
    GROUP BY party, band
    ORDER BY party, band`,
  params: span,
  row: z.object({ party: z.string(), band: z.string(), seconds: integer, cost_minor: integer }),
});
export type BandWorkRow = z.infer<typeof bandWork.row>;

/** Clients as they are counted, with what they are and who looks after them on a day. */
export const decisionCards = query({
  name: "decision-cards",
  sql: `
    SELECT client, name, segment, tier, owner, owner_name
    FROM client_card(as_of = {day:Date32})
    ORDER BY client`,
  params: z.object({ day: z.iso.date() }),
  row: z.object({
    client: z.string(),
    name: z.string(),
    segment: z.string(),
    tier: z.string(),
    owner: z.string(),
    owner_name: z.string(),
  }),
});
export type DecisionCard = z.infer<typeof decisionCards.row>;

/** Days of notice of the contracts that run on a day, the longest of each client. */
export const noticeDays = query({
  name: "notice-days",
  sql: `
    SELECT party, max(notice_days) AS days
    FROM contract
    WHERE state = 'client' AND status = 'posted' AND starts_on <= {day:Date32} AND (isNull(ends_on) OR ends_on > {day:Date32})
    GROUP BY party
    HAVING isNotNull(days)`,
  params: z.object({ day: z.iso.date() }),
  row: z.object({ party: z.string(), days: integer }),
});
