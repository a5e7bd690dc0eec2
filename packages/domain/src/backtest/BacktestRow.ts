/** One client at one origin: what was foretold of it, and what came. */
export interface BacktestRow {
  readonly party: string;
  /** Place in the list of origins. */
  readonly origin: number;
  readonly left: boolean;
  /** By competitor, in their order. Of those that give an order only, null: not on the list. */
  readonly foretold: ReadonlyArray<number | null>;
}

/** How high a competitor put a client in one week between the first origin and what follows the last. */
export interface WeekRow {
  readonly party: string;
  /** The Sunday it ends on. */
  readonly sunday: string;
  /** Place of the latest origin on or before it. */
  readonly origin: number;
  readonly foretold: ReadonlyArray<number | null>;
}

/** What was left out, and why. */
export interface LeftOut {
  /** Ended within the horizon for another cause: whether they would have left nobody knows. */
  readonly censored: number;
  /** Of which the first competitor says nothing. */
  readonly unsaid: number;
}

export interface BacktestRun {
  readonly origins: ReadonlyArray<string>;
  readonly horizonWeeks: number;
  readonly names: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<BacktestRow>;
  readonly weeks: ReadonlyArray<WeekRow>;
  /** Day of notice of every client that left after the first origin. */
  readonly notices: ReadonlyMap<string, string>;
  readonly leftOut: LeftOut;
}
