import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Count, Percent } from "../economics/head.ts";

/** What is shown of a score, and why nothing more: chance, band, rank, or facts alone. */
export const ShownOfScore = z.enum(["percent", "band", "rank", "too_new", "stale", "activity", "ended"]);
export type ShownOfScore = z.infer<typeof ShownOfScore>;
export const RiskBand = z.enum(["low", "usual", "raised", "high"]);
export type RiskBand = z.infer<typeof RiskBand>;

/** The model that scores are made with, and whether another fit is due. */
export const ModelInForce = z.strictObject({
  model: z.string(),
  /** The one that comes with Rapport: typical of firms like this one, without having seen any. */
  shipped: z.boolean(),
  validFrom: z.iso.date().nullable(),
  /** Labels that were closed by this day. */
  trainedTo: z.iso.date().nullable(),
  horizonWeeks: Count,
  clientPeriods: Count,
  churns: Count,
  /** Why a fit is due, and how; null while none is. */
  fitDue: z.string().nullable(),
});
export type ModelInForce = z.infer<typeof ModelInForce>;

/** How far a source has been read, for whoever wonders whether silence is the client's. */
export const SourceRead = z.strictObject({
  connector: z.string(),
  account: z.string(),
  lastEventAt: z.iso.datetime().nullable(),
  lastRecordedAt: z.iso.datetime(),
});

/**
 * What every answer about risk says of itself. `week` is the Monday of the last whole week up to the as-of day: scores are
 * of its end (Sunday 24:00 UTC). `definition` is what the firm says leaving is.
 */
export const riskHead = {
  ...answerHead,
  week: z.iso.date().nullable(),
  definition: z.enum(["unconfirmed", "contracts", "said"]),
  model: ModelInForce,
  sources: z.array(SourceRead),
};
const head = z.strictObject(riskHead);
export type RiskHead = z.infer<typeof head>;

/** Whom a row is about. */
export const riskClient = {
  id: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  segment: z.string().nullable(),
};

/** A chance of a hundred with its 80 % interval. */
export const ChanceOfNotice = z.strictObject({
  percent: Percent,
  lowPercent: Percent,
  highPercent: Percent,
});
