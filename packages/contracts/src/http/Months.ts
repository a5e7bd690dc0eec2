import { z } from "zod";
import { answerHead } from "./AnswerHead.ts";
import { PartyKind } from "./PartyKind.ts";

const Count = z.number().int().nonnegative();
const Minor = z.number().int();
const Ms = z.number().int().nullable();

/** A month as `YYYY-MM`, UTC; `1970-01` holds what has no believable time. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Posted money of one currency in integer minor units; currencies are never added to each other. */
export const MoneyFigures = z.strictObject({
  currency: z.string(),
  invoicedNetMinor: Minor,
  /** Net and tax. */
  invoicedTotalMinor: Minor,
  /** The part of invoiced net that only passes through. */
  passThroughMinor: Minor,
  creditedNetMinor: Minor,
  creditedTotalMinor: Minor,
  paidMinor: Minor,
  expenseMinor: Minor,
});
export type MoneyFigures = z.infer<typeof MoneyFigures>;

/** What passed between us and one client in one month. Null where there is nothing to take a median of. */
export const MonthFigures = z.strictObject({
  month: Month,
  messages: Count,
  messagesIn: Count,
  messagesOut: Count,
  /** First answers by the month of the question; elapsed ms. */
  ourReplies: Count,
  ourElapsedMedianMs: Ms,
  theirReplies: Count,
  theirElapsedMedianMs: Ms,
  /** Events of tickets by their own month; replies are the public ones. */
  ticketsOpened: Count,
  ticketsSolved: Count,
  reopenings: Count,
  reassignments: Count,
  ticketRepliesIn: Count,
  ticketRepliesOut: Count,
  /** By the month of opening; elapsed ms. */
  firstResponses: Count,
  firstResponseMedianMs: Ms,
  /** By the month of the start. `meetingsNamed` of the held: among ourselves, about the client. */
  meetingsHeld: Count,
  meetingsNamed: Count,
  meetingsCancelled: Count,
  meetingsMoved: Count,
  meetingsNoShow: Count,
  meetingMinutes: Count,
  /** Our heads times minutes. */
  meetingOurMinutes: Count,
  meetingTheirHeads: Count,
  loggedSeconds: z.number().int(),
  billableSeconds: z.number().int(),
  money: z.array(MoneyFigures),
});
export type MonthFigures = z.infer<typeof MonthFigures>;

/** One client's months, oldest first; a month without anything is left out. */
export const ClientMonths = z.strictObject({
  ...answerHead,
  client: z.strictObject({ id: z.string(), name: z.string(), kind: PartyKind }),
  months: z.array(MonthFigures),
});
export type ClientMonths = z.infer<typeof ClientMonths>;

export const PartyMonth = MonthFigures.extend({ id: z.string(), name: z.string(), kind: PartyKind });
export type PartyMonth = z.infer<typeof PartyMonth>;

/** The months of all clients and of what no client claims, by id, then by month. */
export const MonthsPage = z.strictObject({
  ...answerHead,
  items: z.array(PartyMonth),
  nextCursor: z.string().nullable(),
});
export type MonthsPage = z.infer<typeof MonthsPage>;
