import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { PartyKind } from "../PartyKind.ts";

const Count = z.number().int().nonnegative();

/** What passed between us and a client on one day (UTC), and what it took. */
export const ClientDay = z.strictObject({
  day: z.iso.date(),
  messagesIn: Count,
  messagesOut: Count,
  ticketsOpened: Count,
  meetingsHeld: Count,
  /** Logged, and estimated where nobody logged any. */
  effortSeconds: z.number().int(),
});
export type ClientDay = z.infer<typeof ClientDay>;

/** A client's rhythm, day by day; a day without anything is left out. Equal to the view `client_day`. */
export const ClientDays = z.strictObject({
  ...answerHead,
  client: z.strictObject({ id: z.string(), name: z.string(), kind: PartyKind }),
  /** Days, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** The first day on which anything at all is known to have passed; null before there is one. */
  firstDay: z.iso.date().nullable(),
  days: z.array(ClientDay),
});
export type ClientDays = z.infer<typeof ClientDays>;
