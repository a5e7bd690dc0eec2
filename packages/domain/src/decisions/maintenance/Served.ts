/** What a client brought and took in a span, with what its labour could be otherwise; minor units. */
export interface Served {
  readonly party: string;
  readonly segment: string;
  /** Net of credit notes and of what passes through. */
  readonly revenueMinor: number;
  readonly labourMinor: number;
  readonly overheadMinor: number;
  readonly expensesMinor: number;
  readonly creditMinor: number;
  /** The labour of each draw; draw i of all clients belongs together. */
  readonly labourDraws: Float64Array;
}

/** What serving it takes besides what is bought for it: labour, overhead, losses and late payment. */
export const costToServe = (one: Served, labour: number): number =>
  labour + one.overheadMinor + one.creditMinor;

/** Revenue less what is bought for it: what there is to pay the work with. */
export const grossMargin = (one: Served): number => one.revenueMinor - one.expensesMinor;

/** Cost to serve ÷ gross margin (design 04 §4.3); endless where there is cost and nothing to pay it with. */
export const effortRatio = (one: Served, labour: number): number => {
  const cost = costToServe(one, labour);
  const margin = grossMargin(one);
  if (margin > 0) return Math.max(0, cost) / margin;
  return cost > 0 ? Number.POSITIVE_INFINITY : 0;
};
