import { z } from "zod";
import { Converted, Count, Minor, Percent, Seconds } from "../economics/head.ts";
import { decisionClient, decisionsHead, RiskShown } from "./head.ts";

/**
 * Save: at risk and bringing enough. Protect: safe and bringing enough. Fix: safe and bringing little, to be put right or
 * repriced. Let go: at risk and bringing little. Unjudged: no score says how likely it is to leave. Ended: it has given
 * notice, or has ended.
 */
export const QuadrantCell = z.enum(["save", "protect", "fix", "let_go", "unjudged", "ended"]);
export type QuadrantCell = z.infer<typeof QuadrantCell>;

const sums = {
  revenueMinor: Minor,
  costMinor: Minor,
  contributionMinor: Minor,
  /** The bubble. */
  effortSeconds: Seconds,
};

export const QuadrantRow = z.strictObject({
  ...decisionClient,
  cell: QuadrantCell,
  risk: RiskShown,
  /** As in `GET /v1/risk`: 1 is the likeliest to leave; null where not ranked. */
  rank: Count.nullable(),
  ...sums,
  contributionLowMinor: Minor.nullable(),
  contributionHighMinor: Minor.nullable(),
  lossProbabilityPercent: Percent.nullable(),
  marginPercent: Percent.nullable(),
});
export type QuadrantRow = z.infer<typeof QuadrantRow>;

export const QuadrantTotal = z.strictObject({ cell: QuadrantCell, clients: Count, ...sums });
export type QuadrantTotal = z.infer<typeof QuadrantTotal>;

/** Clients by risk and net contribution, each in one cell; the cells add to `total`, which is the clients' of the ledger. */
export const QuadrantAnswer = z.strictObject({
  ...decisionsHead,
  converted: Converted.nullable(),
  cells: z.array(QuadrantTotal),
  total: z.strictObject({ clients: Count, ...sums }),
  items: z.array(QuadrantRow),
});
export type QuadrantAnswer = z.infer<typeof QuadrantAnswer>;
