import { z } from "zod";
import { Source } from "../../Envelope.ts";
import { Count, Percent } from "../economics/head.ts";
import { ChanceOfNotice, riskClient, RiskBand, riskHead, ShownOfScore } from "./head.ts";

/** What several features that say much the same add to the odds of notice. */
export const RiskReason = z.strictObject({
  group: z.string(),
  /** In a few words. */
  text: z.string(),
  /** Odds times this: above 1 it counts for leaving, below against. Against the network's mean client. */
  times: z.number(),
  /** The same against the client's own past year, and against the firm's other clients; null where neither is known. */
  timesOwnYear: z.number().nullable(),
  timesPeers: z.number().nullable(),
  /** The days its evidence lies in, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Events behind it, the latest first, at most five. `GET /v1/clients/{id}/risk` has more of each. */
  eventIds: z.array(z.string()),
});
export type RiskReason = z.infer<typeof RiskReason>;

/** The smallest change of one feature, within what has been seen of it, that would move the band. */
export const SmallestChange = z.strictObject({
  text: z.string(),
  feature: z.string(),
  from: z.number(),
  to: z.number(),
  band: RiskBand,
});
export type SmallestChange = z.infer<typeof SmallestChange>;

export const RiskRow = z.strictObject({
  ...riskClient,
  /** Monday of the last week looked at. */
  week: z.iso.date(),
  shown: ShownOfScore,
  /** Why no more is shown; null where the chance is. */
  why: z.string().nullable(),
  /** Null where nothing is to be said of it. */
  band: RiskBand.nullable(),
  /** 1: the likeliest to leave of all that are ranked; null where not ranked. */
  rank: Count.nullable(),
  /** Of notice within the horizon; null unless `shown` is percent. */
  chance: ChanceOfNotice.nullable(),
  /** That they make contact of their own in the next 8 business weeks. */
  activePercent: Percent,
  /** How rarely a pause as long as the present one happens to them while they stay. */
  surprisePercent: Percent,
  reasonsUp: z.array(RiskReason),
  reasonsDown: z.array(RiskReason),
  smallestChange: SmallestChange.nullable(),
  model: z.string(),
  /** Hash of the features the score was made of. */
  features: z.string(),
});
export type RiskRow = z.infer<typeof RiskRow>;

/** Clients by how likely they are to leave. */
export const RiskPage = z.strictObject({
  ...riskHead,
  /** Rows over all pages. */
  total: Count,
  /** How many of all have each band. */
  bands: z.record(RiskBand, Count),
  items: z.array(RiskRow),
  nextCursor: z.string().nullable(),
});
export type RiskPage = z.infer<typeof RiskPage>;

/** What one feature adds. */
export const RiskTerm = z.strictObject({
  term: z.string(),
  group: z.string(),
  means: z.string(),
  /** Unrounded: `base` and these add to `logOdds`. */
  logOdds: z.number(),
});
export type RiskTerm = z.infer<typeof RiskTerm>;

/** An event that a reason rests on. */
export const RiskEvent = z.strictObject({
  eventId: z.string(),
  type: z.string(),
  occurredAt: z.iso.datetime(),
  /** What it is there for: who wrote, which ticket or invoice, how late. Never what was written. */
  text: z.string(),
  sources: z.array(Source),
});
export type RiskEvent = z.infer<typeof RiskEvent>;

export const ReasonWithEvents = RiskReason.extend({ events: z.array(RiskEvent) });

/** A score of the past. */
export const PastScore = z.strictObject({
  week: z.iso.date(),
  shown: ShownOfScore,
  band: RiskBand.nullable(),
  chancePercent: Percent.nullable(),
  model: z.string(),
});

/** Everything about one client's score. */
export const ClientRiskAnswer = z.strictObject({
  ...riskHead,
  client: RiskRow.extend({ reasonsUp: z.array(ReasonWithEvents), reasonsDown: z.array(ReasonWithEvents) }),
  /** Log-odds after calibration; null where nothing is to be said. */
  logOdds: z.number().nullable(),
  base: z.number().nullable(),
  terms: z.array(RiskTerm),
  /** The last 52 weeks, in order. */
  weeks: z.array(PastScore),
});
export type ClientRiskAnswer = z.infer<typeof ClientRiskAnswer>;
