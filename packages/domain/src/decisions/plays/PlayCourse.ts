import type { LadderAction } from "@rapport/contracts/Decisions";
import type { PlayMeasure, PlayWeek } from "./measures.ts";

/** A play as its effect is measured: days `YYYY-MM-DD`. */
export interface StartedPlay {
  readonly playId: string;
  readonly party: string;
  readonly action: LadderAction;
  readonly startedOn: string;
}

/** A client's weeks, none missing, up to its notice or the day that is looked at. */
export interface PlayCourse {
  readonly party: string;
  readonly weeks: ReadonlyArray<PlayWeek>;
}

/** Why an effect is not told. */
export type NoEffect =
  /** Fewer than 8 weeks before it. */
  | "no_time_before"
  /** Fewer than 4 weeks after it yet. */
  | "no_time_after"
  /** Fewer than 8 clients without a play were there over the same weeks. */
  | "too_few_like_it"
  /** The measure is not defined of the client in these weeks. */
  | "not_measured";

/** How a measure moved with a play, beyond how it moved with clients like it: on the measure's own scale. */
export interface PlayEffect {
  readonly measure: PlayMeasure;
  readonly before: number;
  readonly after: number;
  /** How it would have changed by what became of the clients it is compared with. */
  readonly othersChange: number;
  /** Change less theirs, and its 80 % interval. */
  readonly effect: number;
  readonly low: number;
  readonly high: number;
  /** Standard error. */
  readonly error: number;
  /** The clients it is compared with, nearest first, and how many could have been. */
  readonly matched: ReadonlyArray<string>;
  readonly eligible: number;
}

export interface MeasuredPlay extends StartedPlay {
  /** Whole weeks that are compared. */
  readonly weeksBefore: number;
  readonly weeksAfter: number;
  readonly effects: ReadonlyArray<PlayEffect | { readonly measure: PlayMeasure; readonly none: NoEffect }>;
}
