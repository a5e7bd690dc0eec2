import type { MoneyFigures, MonthFigures } from "@rapport/contracts/http/Months";
import type { ClientMonthMoneyRow, ClientMonthRow, MoneyColumns } from "../queries/ClientMonths.ts";

export const moneyFigures = (row: MoneyColumns): MoneyFigures => ({
  currency: row.currency,
  invoicedNetMinor: row.invoiced_net_minor,
  invoicedTotalMinor: row.invoiced_total_minor,
  passThroughMinor: row.pass_through_minor,
  creditedNetMinor: row.credited_net_minor,
  creditedTotalMinor: row.credited_total_minor,
  paidMinor: row.paid_minor,
  expenseMinor: row.expense_minor,
});

const figuresOf = (row: ClientMonthRow): Omit<MonthFigures, "money"> => ({
  month: row.month_day.slice(0, 7),
  messages: row.messages,
  messagesIn: row.messages_in,
  messagesOut: row.messages_out,
  ourReplies: row.our_replies,
  ourElapsedMedianMs: row.our_elapsed_median_ms,
  theirReplies: row.their_replies,
  theirElapsedMedianMs: row.their_elapsed_median_ms,
  ticketsOpened: row.tickets_opened,
  ticketsSolved: row.tickets_solved,
  reopenings: row.reopenings,
  reassignments: row.reassignments,
  ticketRepliesIn: row.ticket_replies_in,
  ticketRepliesOut: row.ticket_replies_out,
  firstResponses: row.first_responses,
  firstResponseMedianMs: row.first_response_median_ms,
  meetingsHeld: row.meetings_held,
  meetingsNamed: row.meetings_named,
  meetingsCancelled: row.meetings_cancelled,
  meetingsMoved: row.meetings_moved,
  meetingsNoShow: row.meetings_no_show,
  meetingMinutes: row.meeting_minutes,
  meetingOurMinutes: row.meeting_our_minutes,
  meetingTheirHeads: row.meeting_their_heads,
  loggedSeconds: row.logged_seconds,
  billableSeconds: row.billable_seconds,
});

const keyOf = (row: { readonly party: string; readonly month_day: string }): string =>
  `${row.month_day} ${row.party}`;

/** Each row of months with the money of its party and month, in the order of the rows. */
export const monthFigures = <Who>(
  rows: ReadonlyArray<ClientMonthRow>,
  money: ReadonlyArray<ClientMonthMoneyRow>,
  who: (row: ClientMonthRow) => Who,
): ReadonlyArray<Who & MonthFigures> => {
  const byMonth = Map.groupBy(money, keyOf);
  return rows.map((row) => ({
    ...who(row),
    ...figuresOf(row),
    money: (byMonth.get(keyOf(row)) ?? []).map(moneyFigures),
  }));
};
