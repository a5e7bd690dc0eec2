/** What is shown of a score, and why nothing more (design 04 §3.5). */
export type Shown =
  /** Chance with interval and reasons. */
  | "percent"
  /** Band alone: the interval is too wide, or too few clients have left. */
  | "band"
  /** Ranks alone: the firm's data have drifted from what the model was fitted on. */
  | "rank"
  | "too_new"
  /** A source is silent for all clients: the last score before that. */
  | "stale"
  /** Nobody has said what leaving is. */
  | "activity"
  /** The client has given notice or ended. */
  | "ended";

export type Band = "low" | "usual" | "raised" | "high";

/** What one term adds to the log-odds, against the reference. */
export interface TermContribution {
  readonly term: string;
  readonly logOdds: number;
}

/** The churn score of one client at the end of one week: a function of its weeks up to there, the model and the settings. */
export interface ClientScore {
  readonly party: string;
  /** Monday of the last week looked at. */
  readonly week: string;
  readonly model: string;
  readonly shown: Shown;
  readonly band: Band;
  /** Log-odds after calibration: `base` + Σ `contributions`, to 1e-12. */
  readonly logOdds: number;
  readonly base: number;
  readonly contributions: ReadonlyArray<TermContribution>;
  /** Chance of notice within the horizon and its 80 % interval, millionths. */
  readonly chanceMicro: number;
  readonly chanceLowMicro: number;
  readonly chanceHighMicro: number;
  /** P(contact of their own in the next 8 business weeks), millionths, and how surprising the present silence is. */
  readonly activeMicro: number;
  readonly surpriseMicro: number;
  /** Hash of the features it was made of. */
  readonly features: string;
}
