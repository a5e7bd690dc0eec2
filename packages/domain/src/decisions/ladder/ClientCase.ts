/** P(notice within 13 weeks) as the score has it, with its 80 % interval; 0 to 1. */
export interface Chance {
  readonly chance: number;
  readonly low: number;
  readonly high: number;
}

/** What a client brings and takes in an average quarter of those looked back on; minor units, seconds. */
export interface QuarterMoney {
  /** Net of credit notes and of what passes through. */
  readonly revenueMinor: number;
  readonly labourMinor: number;
  readonly overheadMinor: number;
  /** What we buy for it. */
  readonly expensesMinor: number;
  /** Expected losses and late payment. */
  readonly creditMinor: number;
  readonly effortSeconds: number;
}

/** All that the value of the six actions is figured from, of one client. */
export interface ClientCase {
  readonly party: string;
  readonly money: QuarterMoney;
  /** Net contribution of a quarter to come, and how unsure its level is besides its effort (standard deviation). */
  readonly marginMinor: number;
  readonly marginSdMinor: number;
  /** What the labour of those quarters is multiplied by in each draw; as long as the common draws. */
  readonly labourFactors: Float64Array;
  /** Null where no score says it: then the firm's own rate stands for it, widely. */
  readonly chance: Chance | null;
  /** Weeks from a decision to part until the last day. */
  readonly noticeWeeks: number;
  /** Of its effort, what our own rework and latency explain: 0 to 1. */
  readonly ownCauseShare: number;
}

/** What holds for the whole firm. */
export interface FirmTerms {
  /** The share of clients who leave in a quarter, 0 to 1. */
  readonly quarterlyChurn: number;
  /** A year's discount rate: 0.1 is 10 %. */
  readonly discountPerYear: number;
  /** What an hour of work with clients costs on average, minor units; 0 where nobody worked. */
  readonly hourCostMinor: number;
  /** Net contribution of all clients by hour of work, minor units; not below 0. */
  readonly hourMarginMinor: number;
}

/** Labour, overhead, expenses and credit together. */
export const costOf = (money: QuarterMoney): number =>
  money.labourMinor + money.overheadMinor + money.expensesMinor + money.creditMinor;

/** Revenue less all cost. */
export const contributionOf = (money: QuarterMoney): number => money.revenueMinor - costOf(money);
