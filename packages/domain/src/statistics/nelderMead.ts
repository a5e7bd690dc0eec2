export interface Minimum {
  readonly at: ReadonlyArray<number>;
  readonly value: number;
  readonly evaluations: number;
}

export interface NelderMeadOptions {
  /** How far the corners of the first simplex are from the start. */
  readonly step?: number;
  /** Ends when worst and best corner differ by less, in value and in every coordinate. */
  readonly tolerance?: number;
  readonly evaluationLimit?: number;
}

interface Corner {
  readonly at: ReadonlyArray<number>;
  readonly value: number;
}

const byValue = (a: Corner, b: Corner): number => a.value - b.value;

/** A value that is none is worse than all that are. */
const finite = (value: number): number => (Number.isNaN(value) ? Infinity : value);

const along = (
  from: ReadonlyArray<number>,
  to: ReadonlyArray<number>,
  share: number,
): ReadonlyArray<number> => from.map((x, i) => x + share * (to[i]! - x));

const settled = (corners: ReadonlyArray<Corner>, tolerance: number): boolean => {
  const best = corners[0]!;
  const spread = corners.at(-1)!.value - best.value;
  if (spread > tolerance * (1 + Math.abs(best.value))) return false;
  const width = 1e3 * tolerance;
  return corners.every(({ at }) => at.every((x, i) => Math.abs(x - best.at[i]!) <= width));
};

/** The next simplex, its corners in order of their values. */
const move = (
  corners: ReadonlyArray<Corner>,
  of: (at: ReadonlyArray<number>) => Corner,
): ReadonlyArray<Corner> => {
  const kept = corners.slice(0, -1);
  const [best, worst] = [corners[0]!, corners.at(-1)!];
  const centre = best.at.map((_, i) => kept.reduce((sum, { at }) => sum + at[i]!, 0) / kept.length);
  const withNew = (corner: Corner) => [...kept, corner].toSorted(byValue);
  const reflected = of(along(centre, worst.at, -1));
  if (reflected.value < best.value) {
    const expanded = of(along(centre, worst.at, -2));
    return withNew(expanded.value < reflected.value ? expanded : reflected);
  }
  if (reflected.value < kept.at(-1)!.value) return withNew(reflected);
  const outside = reflected.value < worst.value;
  const contracted = of(along(centre, outside ? reflected.at : worst.at, 0.5));
  if (contracted.value < (outside ? reflected.value : worst.value)) return withNew(contracted);
  return [best, ...corners.slice(1).map(({ at }) => of(along(best.at, at, 0.5)))].toSorted(byValue);
};

/**
 * Where a function of several numbers is least, near a start (Nelder and Mead 1965, with the usual 1, 2, ½, ½). The
 * same start gives the same answer to the bit. It finds the nearest hollow: start it again from where it ended.
 */
export const nelderMead = (
  f: (at: ReadonlyArray<number>) => number,
  start: ReadonlyArray<number>,
  { step = 0.5, tolerance = 1e-10, evaluationLimit = 5_000 }: NelderMeadOptions = {},
): Minimum => {
  let evaluations = 0;
  const of = (at: ReadonlyArray<number>): Corner => {
    evaluations += 1;
    return { at, value: finite(f(at)) };
  };
  const others = start.map((_, i) => start.map((x, j) => (i === j ? x + step : x)));
  let corners: ReadonlyArray<Corner> = [start, ...others].map(of).toSorted(byValue);
  for (;;) {
    if (evaluations >= evaluationLimit || settled(corners, tolerance)) break;
    corners = move(corners, of);
  }
  return { ...corners[0]!, evaluations };
};
