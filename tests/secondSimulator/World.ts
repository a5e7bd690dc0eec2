/**
 * The second simulator: many small firms with known truth, whose equations are others than those of
 * `packages/simulator` and of the models. A relationship is a hidden Markov chain of four states, beside which our own
 * work goes wrong and right again (two states); notice comes by a log-logistic hazard of tenure with gamma frailty, by
 * state and contract window. Because the chain has no memory beside its state, every chance and every value is exact.
 */

/** What varies between firms, drawn per firm. */
export interface TenantNature {
  readonly seed: number;
  /** Factor on every hazard of notice. */
  readonly level: number;
  /** Chance a week that our work for a client begins to go wrong, and that it comes right again. */
  readonly faultBegins: number;
  readonly faultEnds: number;
  /** Weeks (index) in which a source is silent for everybody; null: never. */
  readonly outage: { readonly from: number; readonly to: number } | null;
  /** How far the hazard level has moved by the last week, as a factor: 1 for a steady world. */
  readonly drift: number;
}

/** In what way a client that thinks of going can be seen to. */
export type Symptom = "quiet" | "loud" | "faint";

/** A client by nature; money in minor units. */
export interface Nature {
  readonly party: string;
  readonly segment: string;
  readonly tier: string;
  /** Weeks before (negative) or after the first week at which it came. */
  readonly since: number;
  readonly frailty: number;
  readonly symptom: Symptom;
  /** Chance of contact of their own in an ordinary week, and messages of such a week. */
  readonly contact: number;
  readonly burst: number;
  readonly ticketRate: number;
  /** Weeks between standing meetings; 0: none. */
  readonly meetingEvery: number;
  /** Chance that an invoice is late. */
  readonly lateness: number;
  readonly people: number;
  readonly seniors: number;
  /** Weeks of the year (0 to 51) from which on it is nearly silent, and how many; null: never. */
  readonly season: { readonly from: number; readonly weeks: number } | null;
  /** Week of the year of the notice deadline; null: no renewal to speak of. */
  readonly deadline: number | null;
  readonly noticeWeeks: number;
  readonly feeWeekMinor: number;
  /** Hours a week it takes when all is well, and what an hour costs us. */
  readonly hours: number;
  readonly hourMinor: number;
  /** Median working minutes until we answer it. */
  readonly pace: number;
}

/** 0 devoted, 1 content, 2 doubtful, 3 looking elsewhere. */
export type Mood = 0 | 1 | 2 | 3;
export const moods = 4;

/** What is done about a client from a week on, and known to do in this world. */
export interface Effects {
  /** Factors on the chances of getting worse and better, and on the hazard of notice. */
  readonly worse: number;
  readonly better: number;
  readonly hazard: number;
  /** Our work goes right again at once, and goes wrong this factor as often. */
  readonly mends: boolean;
  readonly faults: number;
  /** For how many weeks; after that all is as before. */
  readonly weeks: number;
}

export const noEffects: Effects = { worse: 1, better: 1, hazard: 1, mends: false, faults: 1, weeks: 0 };
