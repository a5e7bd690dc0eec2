/** Where an interval and its median stand on a scale that several share, of a hundred. */
export interface BarPlaces {
  readonly start: number;
  readonly width: number;
  readonly median: number;
  /** Where nothing (0) stands. */
  readonly zero: number;
}

interface Interval {
  readonly lowMinor: number;
  readonly medianMinor: number;
  readonly highMinor: number;
}

/** A scale that holds all of these and nothing (0), ends included. */
export const scaleOf = (
  intervals: ReadonlyArray<Interval>,
): { readonly min: number; readonly max: number } => ({
  min: Math.min(0, ...intervals.map(({ lowMinor }) => lowMinor)),
  max: Math.max(0, ...intervals.map(({ highMinor }) => highMinor)),
});

export const placesOn = (
  { min, max }: { readonly min: number; readonly max: number },
  { lowMinor, medianMinor, highMinor }: Interval,
): BarPlaces => {
  const at = (minor: number) => (max === min ? 0 : ((minor - min) / (max - min)) * 100);
  return {
    start: at(lowMinor),
    width: at(highMinor) - at(lowMinor),
    median: at(medianMinor),
    zero: at(0),
  };
};
