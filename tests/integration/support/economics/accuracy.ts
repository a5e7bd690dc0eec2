/** Of one client and month: what was expected of communication, its 80 % interval, and what there was; seconds. */
export interface Expectation {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly actual: number;
}

/** Mean absolute percentage error, and the share of cases within the interval. */
export const accuracyOf = (cases: ReadonlyArray<Expectation>) => {
  const errors = cases.map(({ expected, actual }) => Math.abs(expected - actual) / actual);
  return {
    cases: cases.length,
    meanError: errors.reduce((sum, error) => sum + error, 0) / cases.length,
    covered: cases.filter(({ low, high, actual }) => low <= actual && actual <= high).length / cases.length,
  };
};
