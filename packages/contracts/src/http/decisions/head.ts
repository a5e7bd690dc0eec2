import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Minor, Percent } from "../economics/head.ts";
import { ChanceOfNotice, riskClient, RiskBand, ShownOfScore } from "../risk/head.ts";

/**
 * What every answer about decisions says of itself. Money is of the days `from` to `to`, both included; risk is that of
 * the end of `week` (its Monday), null before any score. `currency` is that of every amount, null before anything was
 * derived. Margins by setting, of the last day.
 */
export const decisionsHead = {
  ...answerHead,
  from: z.iso.date(),
  to: z.iso.date(),
  week: z.iso.date().nullable(),
  currency: z.string().nullable(),
  /** Net contribution of revenue aimed at, and below which a client returns little. */
  marginTargetPercent: Percent,
  hurdlePercent: Percent,
};
const head = z.strictObject(decisionsHead);
export type DecisionsHead = z.infer<typeof head>;

/** Where the figures of a client come from: addresses of this API. */
export const EvidenceLinks = z.strictObject({ money: z.string(), effort: z.string(), risk: z.string() });
export type EvidenceLinks = z.infer<typeof EvidenceLinks>;

/** Whom a row is about. */
export const decisionClient = {
  ...riskClient,
  tier: z.string().nullable(),
  evidence: EvidenceLinks,
};
const client = z.strictObject(decisionClient);
export type DecisionClient = z.infer<typeof client>;

/** What may be shown of its risk; `chance` is null unless it may be shown as a number. */
export const RiskShown = z.strictObject({
  shown: ShownOfScore.nullable(),
  band: RiskBand.nullable(),
  chance: ChanceOfNotice.nullable(),
});
export type RiskShown = z.infer<typeof RiskShown>;

/** Draws of an amount: eight of ten lie between low and high. */
export const Drawn = z.strictObject({
  medianMinor: Minor,
  lowMinor: Minor,
  highMinor: Minor,
  /** Of the draws, those below 0. */
  belowPercent: Percent,
});
export type Drawn = z.infer<typeof Drawn>;
