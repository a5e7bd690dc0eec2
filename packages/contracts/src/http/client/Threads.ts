import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { PartyKind } from "../PartyKind.ts";

/** Something asked that has no answer yet. */
export const OpenThread = z.strictObject({
  channel: z.enum(["mail", "ticket"]),
  /** The thread or the ticket. */
  about: z.string(),
  /** Who is to say the next word. */
  awaiting: z.enum(["us", "them"]),
  /** Of the oldest word that waits. */
  since: z.iso.datetime(),
  /** Of tickets. */
  status: z.string().nullable(),
  /** Their addresses in it, at most five. */
  theirs: z.array(z.string()),
  /** Ours who wrote or were written to, at most five. */
  ours: z.array(z.string()),
  /** The words that wait, the oldest first, at most 20. */
  eventIds: z.array(z.string()),
});
export type OpenThread = z.infer<typeof OpenThread>;

/**
 * Questions of 60 days that the other side has not answered, by thread, and tickets that are neither solved nor closed;
 * the oldest first. Mail that asks nothing waits for nobody.
 */
export const ClientThreads = z.strictObject({
  ...answerHead,
  client: z.strictObject({ id: z.string(), name: z.string(), kind: PartyKind }),
  items: z.array(OpenThread),
});
export type ClientThreads = z.infer<typeof ClientThreads>;
