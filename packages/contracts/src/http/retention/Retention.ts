import { z } from "zod";
import { EndCause } from "../../Decisions.ts";
import { Converted, Count, Minor, Percent } from "../economics/head.ts";
import { Month } from "../Months.ts";
import { riskClient, riskHead, ShownOfScore } from "../risk/head.ts";

/**
 * What became of recurring revenue from the end of the day before `from` to the end of `to`, minor units a month.
 * `openingMinor` + new + won back + expansion − contraction − lost + exchange = `closingMinor`, exactly. Everything but
 * `exchangeMinor` is at the first day's rates for who was there, at the last day's for who came.
 */
export const RetentionAmounts = z.strictObject({
  openingMinor: Minor,
  newMinor: Minor,
  wonBackMinor: Minor,
  expansionMinor: Minor,
  contractionMinor: Minor,
  lostMinor: Minor,
  exchangeMinor: Minor,
  closingMinor: Minor,
});

export const RetentionFigures = RetentionAmounts.extend({
  /** Clients with recurring revenue on the first day, and on the last. */
  openingClients: Count,
  closingClients: Count,
  lostClients: Count,
  newClients: Count,
  wonBackClients: Count,
  /** GRR: of the opening revenue what is left without any expansion. Null where there was none. */
  grossPercent: Percent.nullable(),
  /** NRR: with expansion. */
  netPercent: Percent.nullable(),
  /** Lost of opening clients; 8 of 10 times chance alone leaves it between low and high. */
  logoChurnPercent: Percent.nullable(),
  logoChurnLowPercent: Percent.nullable(),
  logoChurnHighPercent: Percent.nullable(),
});
export type RetentionFigures = z.infer<typeof RetentionFigures>;

export const MovementKind = z.enum(["kept", "expanded", "contracted", "lost", "new", "won_back"]);
export type MovementKind = z.infer<typeof MovementKind>;

export const RetentionRow = RetentionAmounts.extend({
  ...riskClient,
  kind: MovementKind,
  /** Of a client that was lost, why, as contracts or people say; null where neither does. */
  cause: EndCause.nullable(),
  /** Recurring revenue of a year, on the last day. */
  yearMinor: Minor,
  shown: ShownOfScore.nullable(),
  /** `yearMinor` × chance of notice; null where no chance may be said of it, nor reckoned with. */
  atRiskMinor: Minor.nullable(),
  /** The contract versions it is the sum of. */
  eventIds: z.array(z.string()),
});
export type RetentionRow = z.infer<typeof RetentionRow>;

/** Recurring revenue of a year that may be lost because its clients give notice within the model's horizon. */
export const RevenueAtRisk = z.strictObject({
  horizonWeeks: Count,
  /** Recurring revenue of a year, of all clients on the last day. */
  yearMinor: Minor,
  /** Of it, that of clients with a score; and the parts that no chance is said of: notice was given, or too little is known. */
  scoredMinor: Minor,
  noticeGivenMinor: Minor,
  unscoredMinor: Minor,
  /** Σ yearMinor × chance, and between what 8 of 10 draws of who gives notice leave it; null without a score. */
  expectedMinor: Minor.nullable(),
  lowMinor: Minor.nullable(),
  highMinor: Minor.nullable(),
  /** `own`: by the firm's own fitted model; `typical`: by one that saw too few of its clients leave, or other data than the firm has now. Null without a score. */
  basis: z.enum(["own", "typical"]).nullable(),
  /** Why there is no figure, or how it is to be taken; null where nothing need be said. */
  why: z.string().nullable(),
});
export type RevenueAtRisk = z.infer<typeof RevenueAtRisk>;

export const RetentionMonth = RetentionFigures.extend({ month: Month });
export type RetentionMonth = z.infer<typeof RetentionMonth>;

/** Fees that no exchange rate makes amounts of the reporting currency: they are in no figure. */
export const UnconvertedFees = z.strictObject({
  currency: z.string(),
  contracts: Count,
  monthMinor: Minor,
});

/** Recurring revenue kept, won and lost between two days, month by month and client by client, and what of it is at risk. */
export const RetentionAnswer = z.strictObject({
  ...riskHead,
  /** Days, both included; what stood before `from` is the opening. */
  from: z.iso.date(),
  to: z.iso.date(),
  currency: z.string().nullable(),
  converted: Converted.nullable(),
  figures: RetentionFigures,
  /** How many of the lost left for which reason; `unknown` where nobody says. */
  lostBecause: z.record(z.enum([...EndCause.options, "unknown"]), Count),
  months: z.array(RetentionMonth),
  atRisk: RevenueAtRisk,
  unconverted: z.array(UnconvertedFees),
  items: z.array(RetentionRow),
});
export type RetentionAnswer = z.infer<typeof RetentionAnswer>;
