import { z } from "zod";

/** 64-bit integers come as strings; these counts and milliseconds fit 2^53. */
export const integer = z.coerce.number().int();
export const flag = z.union([z.boolean(), z.number().transform((n) => n !== 0)]);

/** See `AsOf`. */
export const untilParam = { until: z.string() };

/** One party's rows, or all when it is empty. */
export const partyParam = { party: z.string() };
export const ofParty = "({party:String} = '' OR party = {party:String})";

/** What a text says without its words; the columns of every fact that somebody wrote. */
export const signalColumns = {
  words: integer,
  questions: integer,
  tone_milli: integer.nullable(),
  tone_error_milli: integer.nullable(),
  asks: flag,
  complaint: flag,
  urgency: flag,
  scope_request: flag,
  escalation: flag,
  thanks: flag,
};
const signalRow = z.object(signalColumns);
export type SignalRow = z.infer<typeof signalRow>;
