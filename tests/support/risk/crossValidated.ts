import { fitMapLogistic, type WeightPrior } from "@rapport/domain/risk/hazard/fitMapLogistic";
import type { Forecast } from "@rapport/domain/statistics/Forecast";
import { logistic } from "@rapport/domain/statistics/specialFunctions";

type Rows = ReadonlyArray<ReadonlyArray<number>>;

/** Mean and standard deviation (of the population) of each column. */
export const momentsOf = (rows: Rows): ReadonlyArray<{ readonly mean: number; readonly sd: number }> =>
  rows[0]!.map((_, j) => {
    const mean = rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + (row[j]! - mean) ** 2, 0) / rows.length;
    return { mean, sd: Math.sqrt(variance) };
  });

/** Rows in standard deviations, a one before them. */
export const standardisedRows = (rows: Rows, moments: ReturnType<typeof momentsOf>): Float64Array =>
  Float64Array.from(
    rows.flatMap((row) => [
      1,
      ...row.map((value, j) => (moments[j]!.sd === 0 ? 0 : (value - moments[j]!.mean) / moments[j]!.sd)),
    ]),
  );

/** Ridge: weights around 0, an intercept that nothing is believed of. */
export const ridge = (columns: number, precision: number, ofIntercept = 0): WeightPrior => ({
  mean: new Float64Array(columns),
  precision: Float64Array.from({ length: columns ** 2 }, (_, at) =>
    at === 0 ? ofIntercept : at % (columns + 1) === 0 ? precision : 0,
  ),
});

export const chancesOf = (x: Float64Array, weights: Float64Array): ReadonlyArray<number> =>
  Array.from({ length: x.length / weights.length }, (_, row) =>
    logistic(weights.reduce((sum, w, j) => sum + w * x[row * weights.length + j]!, 0)),
  );

/** Chance of every row by a logistic regression on the other folds, standardised by their moments. */
export const crossValidated = (
  rows: Rows,
  churned: ReadonlyArray<boolean>,
  folds: ReadonlyArray<number>,
  precision: number,
  ofIntercept = 0,
): ReadonlyArray<Forecast> => {
  const chances: Array<number> = [];
  for (const fold of new Set(folds)) {
    const inside = [...rows.keys()].filter((i) => folds[i] !== fold);
    const outside = [...rows.keys()].filter((i) => folds[i] === fold);
    const moments = momentsOf(inside.map((i) => rows[i]!));
    const columns = moments.length + 1;
    const { weights } = fitMapLogistic(
      {
        columns,
        x: standardisedRows(
          inside.map((i) => rows[i]!),
          moments,
        ),
        y: Float64Array.from(inside, (i) => (churned[i]! ? 1 : 0)),
        weights: null,
      },
      ridge(columns, precision, ofIntercept),
    );
    const left = standardisedRows(
      outside.map((i) => rows[i]!),
      moments,
    );
    chancesOf(left, weights).forEach((chance, k) => (chances[outside[k]!] = chance));
  }
  return rows.map((_, i) => ({ chance: chances[i]!, happened: churned[i]! }));
};

/** `max(0, x − knot)` for each knot. */
export const bends = (x: number, knots: ReadonlyArray<number>): ReadonlyArray<number> =>
  knots.map((knot) => Math.max(0, x - knot));
