import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Count } from "../economics/head.ts";
import { MachineSays, wordClient } from "./head.ts";

/** How a word was taken back. */
export const UndoneWord = z.strictObject({
  eventId: z.string(),
  on: z.iso.date(),
  by: z.string(),
  reason: z.string(),
});

/** One word about a client, or an alert that the machine raised. */
export const HistoryItem = z.strictObject({
  /** The event that says it; of an alert its id. */
  eventId: z.string(),
  /** The type of the event, or `alert`. */
  type: z.string(),
  /** By what it can be taken back; null where another word of its kind does, or nothing can. */
  wordId: z.string().nullable(),
  /** The day it counts from. */
  on: z.iso.date(),
  /** When it was said and when it became known; of an alert the end of its week. */
  saidAt: z.iso.datetime(),
  recordedAt: z.iso.datetime().nullable(),
  by: z.string().nullable(),
  /** In one line, with the reason. */
  text: z.string(),
  undone: UndoneWord.nullable(),
  /** The figures that a decision was made on, as they were then. */
  evidence: z.array(z.strictObject({ figure: z.string(), value: z.string() })),
  /** Of verdicts, decisions and plays: what the machine said at the end of the last week up to their day. */
  machine: MachineSays.nullable(),
});
export type HistoryItem = z.infer<typeof HistoryItem>;

/** Everything that people said of a client and the alerts about it, newest first. Nothing is ever taken out. */
export const HistoryPage = z.strictObject({
  ...answerHead,
  client: z.strictObject(wordClient),
  total: Count,
  items: z.array(HistoryItem),
  nextCursor: z.string().nullable(),
});
export type HistoryPage = z.infer<typeof HistoryPage>;
