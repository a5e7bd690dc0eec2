import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Count } from "../economics/head.ts";
import { MachineSays, wordClient } from "./head.ts";

export const VerdictRow = z.strictObject({
  ...wordClient,
  verdictId: z.string(),
  eventId: z.string(),
  verdict: z.enum(["safe", "watch", "at_risk", "leaving"]),
  givenOn: z.iso.date(),
  givenBy: z.string(),
  reason: z.string(),
  expiresOn: z.iso.date(),
  machine: MachineSays.nullable(),
  /** `nothing_to_compare`: the machine has no opinion, and `text` says why. */
  agreement: z.enum(["agree", "machine_more_worried", "machine_less_worried", "nothing_to_compare"]),
  text: z.string(),
});
export type VerdictRow = z.infer<typeof VerdictRow>;

/** The verdicts in force beside the machine's scores, disagreements first. Neither changes the other. */
export const VerdictsAnswer = z.strictObject({
  ...answerHead,
  total: Count,
  disagreements: Count,
  items: z.array(VerdictRow),
});
export type VerdictsAnswer = z.infer<typeof VerdictsAnswer>;
