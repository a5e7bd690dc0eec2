import type { ClientWeek } from "../ClientWeek.ts";
import type { FeatureAt } from "./windows.ts";

/**
 * Where a contract stands in a week ahead, of one that ends or renews: the baseline of the hazard (design 04 §2.2). A contract
 * that nothing ends by itself is in none of them.
 */
export type ContractPhase =
  /** In the quarter before notice must be given for the next renewal or end. */
  | "window"
  /** In the quarter after that: it is too late for this renewal, and on some it dawns only now. */
  | "passed"
  /** In neither. */
  | "between";

const horizonWeeks = 13;
const quarterDays = 91;
/** A renewal comes again each year. */
const yearDays = 365;

/** The phase so many days before the deadline; below 0 it has passed. */
const phaseBefore = (days: number): ContractPhase => {
  const next = days < 0 ? days + yearDays : days;
  if (next <= quarterDays) return "window";
  return next >= yearDays - quarterDays ? "passed" : "between";
};

/**
 * Of the 13 weeks that are foretold, the share in a phase, 0 to 1: a deadline in three weeks leaves little of its window, one
 * in fifteen brings most of it. Each week counts by its middle.
 */
export const phaseShare =
  (weeks: ReadonlyArray<ClientWeek>, phase: ContractPhase): FeatureAt =>
  (at) => {
    const { underContract, noticeDeadlineDays: days } = weeks[at]!;
    if (!underContract || days === null) return 0;
    let inPhase = 0;
    for (let week = 1; week <= horizonWeeks; week++)
      if (phaseBefore(days - 7 * week + 3) === phase) inPhase++;
    return inPhase / horizonWeeks;
  };

/** 1 where no contract says anything. */
export const noContract =
  (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  (at) =>
    weeks[at]!.underContract ? 0 : 1;
