import type { LadderAction } from "@rapport/contracts/Decisions";
import { type ClientCase, costOf, type FirmTerms } from "./ClientCase.ts";

/** What speaks for a rung besides money: see `causesOf`. */
export interface CauseSigns {
  /** Complaints, escalations, or answers that are slower than promised: something is to be put right. */
  readonly trouble: boolean;
  /** Contact outside hours, or requests outside the scope, well above its peers'. */
  readonly beyondBounds: boolean;
}

/**
 * The actions that a client gives cause for. Without one an action is not proposed, whatever it would bring on paper: a
 * higher price or less service for everybody would look good of any client. Repair: its risk is above the firm's own, it
 * signals trouble, or we are the cause. Price and boundaries: it brings less than the margin aimed at
 * (`marginTarget`, a share); boundaries also where it goes beyond bounds. Hand-over: its hours cost more than the
 * average. Parting: it loses money as it is served now.
 */
export const causesOf = (
  one: ClientCase,
  firm: FirmTerms,
  marginTarget: number,
  signs: CauseSigns,
): ReadonlySet<LadderAction> => {
  const { money, chance, ownCauseShare } = one;
  const belowTarget = money.revenueMinor * (1 - marginTarget) < costOf(money);
  const risky = chance !== null && chance.chance > firm.quarterlyChurn;
  const dear = money.labourMinor > (money.effortSeconds / 3600) * firm.hourCostMinor;
  const causes: ReadonlyArray<readonly [LadderAction, boolean]> = [
    ["keep", true],
    ["repair", risky || signs.trouble || ownCauseShare > 0],
    ["reprice", belowTarget],
    ["set_boundaries", belowTarget || signs.beyondBounds],
    ["hand_over", dear],
    ["part_ways", one.marginMinor < 0],
  ];
  return new Set(causes.filter(([, holds]) => holds).map(([action]) => action));
};
