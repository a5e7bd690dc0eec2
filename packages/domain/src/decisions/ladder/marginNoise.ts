/** The quarters of a client, and its revenue over them; minor units. */
interface Seen {
  readonly marginsMinor: ReadonlyArray<number>;
  readonly revenueMinor: number;
}

/** As many quarters as what is usual among clients counts for. */
const priorQuarters = 3;

const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const squares = (values: ReadonlyArray<number>): number => {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
};

/**
 * How unsure the level of each client's quarterly contribution is: the standard error of its mean, where the variance
 * between quarters is its own drawn towards what is usual by revenue (the median of the clients' variances by squared
 * revenue of a quarter, counted as three quarters). A client without a quarter is taken for one with a single one.
 */
export const marginNoise = (clients: ReadonlyArray<Seen>): ReadonlyArray<number> => {
  const perQuarter = ({ marginsMinor, revenueMinor }: Seen) =>
    Math.abs(revenueMinor) / Math.max(1, marginsMinor.length);
  const relative = clients
    .filter((one) => one.marginsMinor.length >= 2 && perQuarter(one) > 0)
    .map((one) => squares(one.marginsMinor) / (one.marginsMinor.length - 1) / perQuarter(one) ** 2)
    .toSorted((a, b) => a - b);
  const usual = relative[Math.floor(relative.length / 2)] ?? 0;
  return clients.map((one) => {
    const n = one.marginsMinor.length;
    const own = n === 0 ? 0 : squares(one.marginsMinor);
    const variance =
      (own + priorQuarters * usual * perQuarter(one) ** 2) / (Math.max(0, n - 1) + priorQuarters);
    return Math.sqrt(variance / Math.max(1, n));
  });
};
