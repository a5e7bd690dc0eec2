/** A client's last twelve months, or as many as there are, as they were; minor units, seconds. */
export interface ClientYear {
  readonly party: string;
  /** Net of credit notes and of what passes through. */
  readonly revenueMinor: number;
  readonly labourMinor: number;
  readonly overheadMinor: number;
  /** What we buy for it. */
  readonly expensesMinor: number;
  /** Expected losses and late payment. */
  readonly creditMinor: number;
  /** Who did the work: seconds and what they cost; the costs add to `labourMinor`. */
  readonly bands: ReadonlyArray<BandWork>;
  /** Seconds of work in each whole month, in order. */
  readonly monthSeconds: ReadonlyArray<number>;
  /** What the labour is multiplied by in each draw; empty before anything was derived. */
  readonly labourFactors: Float64Array;
}
export interface BandWork {
  readonly band: string;
  readonly seconds: number;
  readonly costMinor: number;
}

export const costOfYear = (year: ClientYear): number =>
  year.labourMinor + year.overheadMinor + year.expensesMinor + year.creditMinor;

/** What is asked. Money in minor units a year, times in seconds. */
export type Question =
  | { readonly ask: "drop" }
  /** The revenue of a year that is asked for instead. */
  | { readonly ask: "price"; readonly revenueMinor: number }
  | { readonly ask: "cap"; readonly secondsPerMonth: number }
  /** What the clients of the tier usually pay and take in a year. */
  | {
      readonly ask: "tier";
      readonly tier: string;
      readonly revenueMinor: number;
      readonly seconds: number;
    }
  /** The band that does the work from now on, and what an hour of it costs. */
  | { readonly ask: "hand_over"; readonly band: string; readonly hourCostMinor: number };
