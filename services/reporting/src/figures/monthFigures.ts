import type { MoneyFigures, MonthFigures } from "@rapport/contracts/http/Months";
import {
  type ClientMonthMoneyRow,
  type MoneyColumns,
  type MonthFigure,
  monthFigureNames,
  type MonthPartRow,
} from "../queries/ClientMonths.ts";

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

type Figures = Record<MonthFigure, number>;
/** The views give 0 as the median of nothing. */
const median = (of: number, ms: number): number | null => (of === 0 ? null : ms);

const figuresOf = (row: Figures): Omit<MonthFigures, "money" | "month"> => ({
  messages: row.messages,
  messagesIn: row.messages_in,
  messagesOut: row.messages_out,
  ourReplies: row.our_replies,
  ourElapsedMedianMs: median(row.our_replies, row.our_elapsed_median_ms),
  theirReplies: row.their_replies,
  theirElapsedMedianMs: median(row.their_replies, row.their_elapsed_median_ms),
  ticketsOpened: row.tickets_opened,
  ticketsSolved: row.tickets_solved,
  reopenings: row.reopenings,
  reassignments: row.reassignments,
  ticketRepliesIn: row.ticket_replies_in,
  ticketRepliesOut: row.ticket_replies_out,
  firstResponses: row.first_responses,
  firstResponseMedianMs: median(row.first_responses, row.first_response_median_ms),
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

/** A party's month from every source. */
export interface PartyMonthFigures {
  readonly party: string;
  readonly state: string;
  readonly monthDay: string;
  readonly figures: MonthFigures;
}

interface Gathered {
  readonly party: string;
  state: string;
  readonly monthDay: string;
  readonly figures: Figures;
  readonly money: Array<MoneyFigures>;
}

const noFigures = (): Figures => Object.fromEntries(monthFigureNames.map((name) => [name, 0])) as Figures;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Puts the rows of the views together, by party and month. */
export const gatherMonths = (
  parts: ReadonlyArray<MonthPartRow>,
  money: ReadonlyArray<ClientMonthMoneyRow>,
): ReadonlyArray<PartyMonthFigures> => {
  const months = new Map<string, Gathered>();
  const at = (row: {
    readonly party: string;
    readonly state: string;
    readonly month_day: string;
  }): Gathered => {
    const key = `${row.month_day} ${row.party}`;
    const found = months.get(key) ?? {
      party: row.party,
      state: "",
      monthDay: row.month_day,
      figures: noFigures(),
      money: [],
    };
    if (row.state !== "") found.state = row.state;
    months.set(key, found);
    return found;
  };
  for (const row of parts) {
    const { figures } = at(row);
    for (const name of monthFigureNames) figures[name] += row[name] ?? 0;
  }
  for (const row of money) at(row).money.push(moneyFigures(row));
  return [...months.values()]
    .toSorted((a, b) => compare(a.party, b.party) || compare(a.monthDay, b.monthDay))
    .map(({ party, state, monthDay, figures, money: amounts }) => ({
      party,
      state,
      monthDay,
      figures: { month: monthDay.slice(0, 7), ...figuresOf(figures), money: amounts },
    }));
};
