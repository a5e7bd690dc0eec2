/** How often something happens against how often it could: both of any unit, none negative. */
export interface Rate {
  readonly events: number;
  readonly exposure: number;
}

/** What stands in for observations before there are any: a quarter of an average client's exposure. */
const priorShare = 0.25;

/**
 * Rates drawn towards that of all, (events + k·rate) / (exposure + k) with k a quarter of the mean exposure: the gamma
 * and Poisson of design 04 §4.3 with a prior that is matched to the mean alone. It knows no unit, so that nothing
 * changes among clients when all of them double. Null where nobody has an exposure or anything ever happened.
 */
export const shrunkRates = (rates: ReadonlyArray<Rate>): ReadonlyArray<number> | null => {
  const events = rates.reduce((sum, one) => sum + Math.max(0, one.events), 0);
  const exposure = rates.reduce((sum, one) => sum + Math.max(0, one.exposure), 0);
  if (events <= 0 || exposure <= 0) return null;
  const overall = events / exposure;
  const k = (priorShare * exposure) / rates.length;
  return rates.map((one) => (Math.max(0, one.events) + k * overall) / (Math.max(0, one.exposure) + k));
};
