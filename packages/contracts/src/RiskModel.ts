import { z } from "zod";
import { directoryEvent } from "./DirectoryEnvelope.ts";
import { Count } from "./Envelope.ts";
import { IsoDay } from "./Ledger.ts";

/** Of figures of a model: far beyond any that is right, far below where sums overflow. */
const Finite = z.number().min(-1e9).max(1e9);

/** One feature of the hazard: how it is standardised and bent, what was believed of it before, and what came of the fit. */
export const FittedTerm = z.strictObject({
  /** Name of the term: a feature, or a feature with its hinge (`silence>0.5`). */
  term: z.string().min(1).max(64),
  priorMean: Finite,
  priorSd: Finite.positive(),
  weight: Finite,
});

/** Everything a score is made with besides the features: the same model and features give the same score, to the bit. */
export const RiskModel = z.strictObject({
  /** Hash of all the rest: what it is called wherever a score is shown. */
  model: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** Version of features and formulas; another one cannot read these terms. */
  formula: z.string().min(1).max(32),
  /** Labels that were closed by this day; null for the model that ships, which saw none. */
  trainedTo: IsoDay.nullable(),
  horizonWeeks: Count.min(1),
  clientPeriods: Count,
  churns: Count,
  /** Chance of notice within the horizon over all of them, drawn to what is usual: what bands are told against. */
  baseRate: z.number().gt(0).lt(1),
  /** BG/BB of active weeks: α, β of activity, γ, δ of dropout. */
  activity: z.strictObject({ alpha: Finite, beta: Finite, gamma: Finite, delta: Finite }),
  intercept: Finite,
  terms: z.array(FittedTerm).max(200),
  /** Posterior covariance of intercept and terms, lower triangle by rows. */
  covariance: z.array(Finite).max(20_301),
  /** η becomes `intercept + slope · η`; slope 1 for an intercept shift. */
  calibration: z.strictObject({ intercept: Finite, slope: Finite, labels: Count, churns: Count }),
});
export type RiskModel = z.infer<typeof RiskModel>;

/** From `validFrom` on scores are made with this model: the announcement of a re-fit. */
export const RiskModelFittedV1 = directoryEvent(
  "risk_model.fitted",
  z.strictObject({ validFrom: IsoDay, reason: z.string().min(1).max(1000), model: RiskModel }),
);
