/** What draws of an amount come to: eight of ten lie between low and high. Minor units, rounded once. */
export interface DrawSummary {
  readonly medianMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
  /** Of the draws, those below 0: 0 to 1. */
  readonly below: number;
}

/** `sorted[floor(n × level)]`, as the warehouse's quantileExact; of at least one value. */
export const quantileOf = (sorted: Float64Array, level: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * level))]!;

export const medianOf = (values: Float64Array): number => quantileOf(values.toSorted(), 0.5);

const rounded = (value: number): number => Math.round(value) || 0;

/** Median, 80 % interval and the share below 0 of at least one draw. */
export const summaryOf = (draws: Float64Array): DrawSummary => {
  const sorted = draws.toSorted();
  let negative = 0;
  while (negative < sorted.length && sorted[negative]! < 0) negative++;
  return {
    medianMinor: rounded(quantileOf(sorted, 0.5)),
    lowMinor: rounded(quantileOf(sorted, 0.1)),
    highMinor: rounded(quantileOf(sorted, 0.9)),
    below: negative / sorted.length,
  };
};
