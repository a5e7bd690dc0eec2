/** How long is looked ahead: three years. */
export const lifetimeQuarters = 12;

export interface LifetimeTerms {
  /** Expected net contribution of a quarter, minor units. */
  readonly marginMinor: number;
  /** The share of clients who stay over a quarter, 0 to 1. */
  readonly survival: number;
  /** A year's discount rate: 0.1 is 10 %. */
  readonly discountPerYear: number;
  readonly quarters?: number;
}

/** What `1 + rate` a year is over a period of which `perYear` make one. */
export const ratePer = (rate: number, perYear: number): number => (1 + rate) ** (1 / perYear) - 1;

/** Σ_{t=1}^{T} rᵗ / (1+d)ᵗ: what one unit each period is worth now, from one who stays with r each period. */
export const annuity = (survival: number, discount: number, periods: number): number => {
  const step = survival / (1 + discount);
  return step === 1 ? periods : (step * (1 - step ** periods)) / (1 - step);
};

/** The same without an end, m · r / (1 + d − r); for r below 1 + d. */
export const perpetuity = (survival: number, discount: number): number =>
  survival / (1 + discount - survival);

/**
 * Lifetime value, minor units: Σ_{t=1}^{T} S(t) · E[margin] / (1+d)ᵗ over T quarters (design 04 §5). Negative where
 * the client loses money: then it is what keeping it as it is would cost.
 */
export const lifetimeValueMinor = ({
  marginMinor,
  survival,
  discountPerYear,
  ...over
}: LifetimeTerms): number =>
  Math.round(
    marginMinor * annuity(survival, ratePer(discountPerYear, 4), over.quarters ?? lifetimeQuarters),
  ) || 0;

/** Quarterly margins of a client, minor units. */
export interface Quarters {
  readonly party: string;
  readonly marginsMinor: ReadonlyArray<number>;
}
export interface ExpectedMargin {
  readonly party: string;
  readonly marginMinor: number;
  /** How much of it is the client's own mean: z = n / (n + k). */
  readonly weight: number;
}

const meanOf = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Variance within clients, pooled, and between their means, without what chance within puts there. */
const variances = (
  clients: ReadonlyArray<Quarters>,
): { readonly within: number; readonly between: number } => {
  const seen = clients.filter(({ marginsMinor }) => marginsMinor.length > 0);
  const quarters = seen.reduce((sum, { marginsMinor }) => sum + marginsMinor.length, 0);
  const freedom = quarters - seen.length;
  const squares = seen.reduce((sum, { marginsMinor }) => {
    const mean = meanOf(marginsMinor);
    return sum + marginsMinor.reduce((of, margin) => of + (margin - mean) ** 2, 0);
  }, 0);
  const within = freedom > 0 ? squares / freedom : 0;
  const means = seen.map(({ marginsMinor }) => meanOf(marginsMinor));
  const overall = means.length === 0 ? 0 : meanOf(means);
  const spread =
    means.length > 1 ? means.reduce((sum, mean) => sum + (mean - overall) ** 2, 0) / (means.length - 1) : 0;
  const inverseSizes = seen.map(({ marginsMinor }) => 1 / marginsMinor.length);
  const chance = within * (inverseSizes.length === 0 ? 0 : meanOf(inverseSizes));
  return { within, between: Math.max(0, spread - chance) };
};

/**
 * Each client's expected quarterly margin: its own trailing mean drawn towards the mean of all, z = n / (n + k) with
 * k = variance within ÷ variance between clients (Bühlmann; design 04 §5). A client without a quarter has the mean of
 * all. In the order given; clients must come in a fixed order for sums of floating point to be the same.
 */
export const expectedMargins = (clients: ReadonlyArray<Quarters>): ReadonlyArray<ExpectedMargin> => {
  const { within, between } = variances(clients);
  const means = clients.filter(({ marginsMinor }) => marginsMinor.length > 0);
  const overall = means.length === 0 ? 0 : meanOf(means.map(({ marginsMinor }) => meanOf(marginsMinor)));
  return clients.map(({ party, marginsMinor }) => {
    const n = marginsMinor.length;
    if (n === 0) return { party, marginMinor: Math.round(overall) || 0, weight: 0 };
    // Clients that differ by chance alone are all the same; those that never vary are all themselves.
    const weight = within === 0 ? 1 : between === 0 ? 0 : n / (n + within / between);
    const marginMinor = Math.round(weight * meanOf(marginsMinor) + (1 - weight) * overall) || 0;
    return { party, marginMinor, weight };
  });
};

/**
 * What is taken for seen before anything was: in eight clients' first year one left, and 31 quarters were stayed
 * through.
 */
export const quarterlySurvivalPrior = { stayed: 31, left: 1 } as const;

/**
 * The share of clients who stay over a quarter, from how many ended in how many quarters of all clients: shrunk
 * towards a prior of 1 in 32, beta-binomial, so that a firm nobody has left yet does not keep its clients for ever.
 */
export const quarterlySurvival = (ended: number, clientQuarters: number): number => {
  const { stayed, left } = quarterlySurvivalPrior;
  return 1 - (ended + left) / (clientQuarters + stayed + left);
};
