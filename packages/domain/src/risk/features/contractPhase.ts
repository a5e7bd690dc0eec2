import type { ClientWeek } from "../ClientWeek.ts";
import type { FeatureAt } from "./windows.ts";

/** The baseline of the hazard: where a client stands in its contract (design 04 §2.2). */
export type ContractPhase =
  /** No contract says anything. */
  | "none"
  /** One without an end or renewal in sight. */
  | "rolling"
  /** Notice for the next renewal or end must be given within the horizon, or had to be and it has not renewed yet. */
  | "window"
  /** It must be given within a month more than the horizon. */
  | "near"
  /** Later. */
  | "between";

const horizonDays = 91;
const nearDays = horizonDays + 30;

export const contractPhaseOf = ({ underContract, noticeDeadlineDays: days }: ClientWeek): ContractPhase => {
  if (!underContract) return "none";
  if (days === null) return "rolling";
  return days <= horizonDays ? "window" : days <= nearDays ? "near" : "between";
};

/** 1 in this phase. */
export const inPhase =
  (weeks: ReadonlyArray<ClientWeek>, phase: ContractPhase): FeatureAt =>
  (at) =>
    contractPhaseOf(weeks[at]!) === phase ? 1 : 0;
