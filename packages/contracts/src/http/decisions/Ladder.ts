import { z } from "zod";
import { LadderAction } from "../../Decisions.ts";
import { Count, Minor, Percent, Seconds } from "../economics/head.ts";
import { decisionClient, decisionsHead, Drawn, RiskShown } from "./head.ts";

/** Over three years, minor units; `gain` is against keeping the client as it is. */
const valued = {
  action: LadderAction,
  value: Drawn,
  gain: Drawn,
  /** Of the draws, those in which it is the best of what may be proposed. */
  bestPercent: Percent,
  /** Why it is not proposed, whatever it is worth. */
  refused: z.enum(["no_cause", "waived", "tried", "our_fault", "conditions"]).nullable(),
};
export const ActionRow = z.strictObject(valued);
export type ActionRow = z.infer<typeof ActionRow>;

export const OptionRow = z.strictObject({ ...valued, pros: z.array(z.string()), cons: z.array(z.string()) });
export type OptionRow = z.infer<typeof OptionRow>;

export const PartingCondition = z.strictObject({
  condition: z.enum(["loses", "reprice", "set_boundaries", "not_new", "no_flag", "not_our_fault"]),
  holds: z.boolean(),
  how: z.enum(["tried", "waived", "hopeless", "open"]).nullable(),
  /** In words. */
  text: z.string(),
});
export type PartingCondition = z.infer<typeof PartingCondition>;

export const LadderRow = z.strictObject({
  ...decisionClient,
  /** `talk`: the figures do not say one thing clearly; see `unknown`. */
  recommendation: z.union([LadderAction, z.literal("talk")]),
  /** Why, in a sentence. */
  because: z.string(),
  /** What the choice between the two best hangs on most, and how much of their difference it explains. */
  unknown: z.strictObject({
    unknown: z.enum(["risk", "effort", "margin", "acceptance", "strength", "nothing"]),
    action: LadderAction.nullable(),
    explainsPercent: Percent,
    text: z.string(),
  }),
  risk: RiskShown,
  /** Whose rate the value is figured with: the client's score, or the firm's, where no score may be shown. */
  riskFrom: z.enum(["score", "firm"]),
  highMaintenance: z.boolean(),
  ownCausePercent: Percent,
  /** Only repair is admissible: our own rework and latency explain too much of its effort. */
  ourFault: z.boolean(),
  /** An average quarter of the last year. */
  quarter: z.strictObject({
    revenueMinor: Minor,
    costMinor: Minor,
    contributionMinor: Minor,
    effortSeconds: Seconds,
    months: Count,
  }),
  /** The days `from` to `to` as the ledger has them: the sums that its evidence adds to. */
  year: z.strictObject({
    revenueMinor: Minor,
    costMinor: Minor,
    contributionMinor: Minor,
    effortSeconds: Seconds,
  }),
  /** Two or three, the most valuable first. */
  options: z.array(OptionRow),
  /** All six. */
  actions: z.array(ActionRow),
  parting: z.array(PartingCondition),
  /** Were it decided on the as-of day. */
  partingLastDay: z.iso.date(),
  /** The last decision that holds, if any. */
  decided: z
    .strictObject({ action: LadderAction, on: z.iso.date(), by: z.string(), reason: z.string() })
    .nullable(),
});
export type LadderRow = z.infer<typeof LadderRow>;

/** What could be done about each client, valued on the same draws: a proposal to people, who decide. */
export const LadderPage = z.strictObject({
  ...decisionsHead,
  /** The share of clients who leave in a quarter, and a year's cost of capital. */
  quarterlyChurnPercent: Percent,
  discountPercent: Percent,
  /** Who looks after clients that have a place here, with how many, the most first; null for nobody. */
  owners: z.array(
    z.strictObject({ owner: z.string().nullable(), ownerName: z.string().nullable(), clients: Count }),
  ),
  /** Rows over all pages. */
  total: Count,
  items: z.array(LadderRow),
  nextCursor: z.string().nullable(),
});
export type LadderPage = z.infer<typeof LadderPage>;
