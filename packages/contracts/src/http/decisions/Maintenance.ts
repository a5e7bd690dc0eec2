import { z } from "zod";
import { Count, Minor, Percent } from "../economics/head.ts";
import { decisionClient, decisionsHead } from "./head.ts";

export const MaintenanceMeasure = z.enum([
  "hoursByRevenue",
  "contactsByRevenue",
  "afterHours",
  "reopened",
  "escalated",
  "unbilled",
  "moved",
  "slowAnswers",
]);
export type MaintenanceMeasure = z.infer<typeof MaintenanceMeasure>;

/** One measure of a client: its rate by that of the median of its peers, drawn towards all by how little there is of it. */
const MeasureRow = z.strictObject({
  measure: MaintenanceMeasure,
  /** 1 is usual. */
  ratio: z.number(),
  /** Its own of the year before. */
  pastRatio: z.number().nullable(),
  /** What was counted, and out of what, in its own units: seconds, minor units, pieces. */
  events: z.number(),
  exposure: z.number(),
});

/** One quarter (three whole months) of the test for much effort and little return. */
const QuarterRow = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Cost to serve ÷ gross margin, and that of three quarters of the peers; null where there is no margin. */
  ratio: z.number().nullable(),
  peersRatio: z.number().nullable(),
  ratioAbovePercent: Percent,
  contributionBelowPercent: Percent,
  contributionMinor: Minor,
});

export const MaintenanceRow = z.strictObject({
  ...decisionClient,
  /** 100 is the median of its peers; null with fewer than 13 weeks. */
  index: z.number().nullable(),
  /** That of the year before. */
  pastIndex: z.number().nullable(),
  peers: Count,
  measures: z.array(MeasureRow),
  service: z.strictObject({
    level: z.enum(["over", "under", "usual", "unknown"]),
    /** Cost by what its revenue pays for at the margin aimed at. */
    paidFor: z.number().nullable(),
    /** How sure it is that this is above `service.over`, and below `service.under`. */
    overPercent: Percent,
    underPercent: Percent,
    /** Cost by gross margin, by the median of its peers. */
    byPeers: z.number().nullable(),
    /** How many times as long as to the median of its peers our answers take. */
    answersByPeers: z.number().nullable(),
    /** That is `service.slow` or more, or many more of its requests lie unanswered. */
    neglected: z.boolean(),
  }),
  /** The last two quarters, the latest first. */
  quarters: z.array(QuarterRow),
  /** Surely much effort and little return, in both of them. */
  highMaintenance: z.boolean(),
  /** Of its effort, what our own rework and latency explain. */
  ownCause: z.strictObject({
    percent: Percent,
    reworkPercent: Percent,
    unansweredPercent: Percent,
    latencyPercent: Percent,
    /** So much that only repair is admissible. */
    ours: z.boolean(),
  }),
  /** In words, the strongest first. */
  reasons: z.array(z.string()),
});
export type MaintenanceRow = z.infer<typeof MaintenanceRow>;

/** How much there is to maintain in each client, who takes much and brings little, and who gets too much or too little. */
export const MaintenanceAnswer = z.strictObject({ ...decisionsHead, items: z.array(MaintenanceRow) });
export type MaintenanceAnswer = z.infer<typeof MaintenanceAnswer>;
