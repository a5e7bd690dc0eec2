import { z } from "zod";
import { Count, Minor, Percent } from "../economics/head.ts";
import { RiskBand, riskHead, ShownOfScore } from "../risk/head.ts";

export const AlertKindName = z.enum(["risk", "score_and_money"]);
export const AlertStateName = z.enum(["told", "over_budget", "snoozed"]);

export const AlertReason = z.strictObject({
  text: z.string(),
  /** Odds times this, against the firm's other clients where there are enough, else the network's mean client. */
  times: z.number(),
  /** Events behind it, what counts most first, at most five; empty where they were not asked for. */
  eventIds: z.array(z.string()),
});

export const AlertRow = z.strictObject({
  /** The same whenever it is asked for; a webhook's `webhook-id`. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  kind: AlertKindName,
  cause: z.enum(["risk_raised", "risk_high", "risk_without_money", "money_without_risk"]),
  client: z.strictObject({ id: z.string(), name: z.string() }),
  /** Who looked after it when the alert arose. */
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  /** Monday of the week at whose end it arose, and that end. */
  week: z.iso.date(),
  raisedOn: z.iso.date(),
  /** What has changed, in one line. */
  text: z.string(),
  /** Null where only the order of clients may be shown of that week. */
  band: RiskBand.nullable(),
  shown: ShownOfScore,
  chancePercent: Percent.nullable(),
  /** Of the 52 weeks before, in the reporting currency. */
  revenueYearMinor: Minor,
  /** Of 13 weeks, of an average quarter of the year before them. */
  revenueTrendPercent: Percent.nullable(),
  reasons: z.array(AlertReason),
  state: AlertStateName,
  /** Why it was not told; null where it was. */
  stateText: z.string().nullable(),
  /** It stood when a snooze ran out. */
  again: z.boolean(),
  /** The day what it says was over; null while it stands. */
  closedOn: z.iso.date().nullable(),
  /** Addresses where it comes apart into its events. */
  evidence: z.strictObject({ risk: z.string(), money: z.string() }),
});
export type AlertRow = z.infer<typeof AlertRow>;

/** Alerts, newest first, of one week what is most at stake first. */
export const AlertsAnswer = z.strictObject({
  ...riskHead,
  currency: z.string().nullable(),
  /** Alerts an owner is told in a week. */
  budget: Count,
  total: Count,
  /** Of all of them. */
  told: Count,
  overBudget: Count,
  snoozed: Count,
  items: z.array(AlertRow),
  nextCursor: z.string().nullable(),
});
export type AlertsAnswer = z.infer<typeof AlertsAnswer>;
