import type { LadderAction } from "@rapport/contracts/Decisions";
import type { DrawSummary } from "../draws/summary.ts";

/** An action's value and what it adds to keeping the client as it is. */
export interface ActionSummary extends DrawSummary {
  readonly action: LadderAction;
  /** V_a − V_keep, its own cost taken off. */
  readonly gain: DrawSummary;
  /** In how many of the draws it is the best of those that are admissible, 0 to 1. */
  readonly best: number;
  /** Why it is not proposed whatever it is worth; null where it may be. */
  readonly refused: "no_cause" | "waived" | "tried" | "our_fault" | "conditions" | null;
}
