import { z } from "zod";
import { Minor, Percent, Seconds } from "../economics/head.ts";
import { decisionClient, decisionsHead, RiskShown } from "./head.ts";

export const whatIfAsks = ["drop", "price", "cap", "tier", "hand_over"] as const;
export const WhatIfAsk = z.enum(whatIfAsks);
export type WhatIfAsk = z.infer<typeof WhatIfAsk>;

const YearMoney = z.strictObject({ revenueMinor: Minor, costMinor: Minor, contributionMinor: Minor });

const YearOutcome = z.strictObject({
  /** Of the cost that is no longer needed: what goes away, and what stays without a use. */
  avoidableMinor: Minor,
  strandedMinor: Minor,
  /** What freed hours bring at other paying work. */
  redeployedMinor: Minor,
  /** What it takes to get there. */
  onceMinor: Minor,
  /** Of the whole firm, with eight of ten draws between low and high. */
  profitChangeMinor: Minor,
  profitChangeLowMinor: Minor.nullable(),
  profitChangeHighMinor: Minor.nullable(),
});

/** What hangs on few clients; shares of what all bring in who bring something. */
const ConcentrationShares = z.strictObject({
  largestPercent: Percent,
  largestFivePercent: Percent,
  effectiveClients: z.number(),
});

/** What would become of a year if … : against the days `from` to `to` as they were. */
export const WhatIfAnswer = z.strictObject({
  ...decisionsHead,
  client: z.strictObject({ ...decisionClient, risk: RiskShown }),
  /** The tiers and the role bands that can be asked about. */
  choices: z.strictObject({ tiers: z.array(z.string()), bands: z.array(z.string()) }),
  /** Hours a month that it took, the mean of the months. */
  monthSeconds: Seconds,
  ask: WhatIfAsk,
  /** What was asked, in words. */
  question: z.string(),
  before: YearMoney,
  /** As if all cost that it no longer needs were gone. */
  after: YearMoney,
  lostRevenueMinor: Minor,
  /** Hours by role band that become free; negative of a band that takes work over. */
  freed: z.array(z.strictObject({ band: z.string(), seconds: Seconds })),
  firstYear: YearOutcome,
  laterYear: YearOutcome,
  concentration: z.strictObject({
    before: ConcentrationShares.nullable(),
    after: ConcentrationShares.nullable(),
  }),
  /** The revenue of a year at which it leaves exactly the margin aimed at, as it is served now; and nothing. */
  targetPriceMinor: Minor,
  breakEvenMinor: Minor,
  /** Of a higher price: from which probability of acceptance on it is worth the risk. */
  acceptanceNeededPercent: Percent.nullable(),
  /** What to know besides, in words. */
  notes: z.array(z.string()),
});
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;
