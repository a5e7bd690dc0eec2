import { logistic, logit } from "../statistics/specialFunctions.ts";

interface LabelledRow {
  readonly features: ReadonlyArray<number>;
  readonly left: boolean;
}

/** Solves a small symmetric system by elimination with pivots; null when it is singular. */
const solve = (
  matrix: ReadonlyArray<ReadonlyArray<number>>,
  right: ReadonlyArray<number>,
): ReadonlyArray<number> | null => {
  const rows = matrix.map((row, n) => [...row, right[n]!]);
  for (let column = 0; column < rows.length; column++) {
    let pivot = column;
    for (let row = column + 1; row < rows.length; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    if (Math.abs(head[column]!) < 1e-12) return null;
    for (const [n, row] of rows.entries()) {
      if (n === column) continue;
      const factor = row[column]! / head[column]!;
      for (let at = column; at < row.length; at++) row[at]! -= factor * head[at]!;
    }
  }
  return rows.map((row, n) => row.at(-1)! / row[n]!);
};

/** Gradient and information of the penalised likelihood; the first weight is the intercept, drawn to `centre`. */
const stepAt = (
  rows: ReadonlyArray<LabelledRow>,
  weights: ReadonlyArray<number>,
  centre: number,
): ReadonlyArray<number> | null => {
  const gradient = weights.map((weight, n) => (n === 0 ? centre - weight : -weight));
  const information = weights.map((_, n) => weights.map((__, m) => (n === m ? 1 : 0)));
  for (const { features, left } of rows) {
    const x = [1, ...features];
    const p = logistic(x.reduce((sum, value, n) => sum + value * weights[n]!, 0));
    const w = p * (1 - p);
    for (const [n, value] of x.entries()) {
      gradient[n]! += ((left ? 1 : 0) - p) * value;
      for (const [m, other] of x.entries()) information[n]![m]! += w * value * other;
    }
  }
  return solve(information, gradient);
};

/**
 * A logistic regression on few features, weights drawn to 0 and the intercept to the base rate with sd 1: what a careful
 * person does without knowing about clients. Features are centred and scaled by the rows themselves.
 */
export const plainLogistic = (
  rows: ReadonlyArray<LabelledRow>,
): ((features: ReadonlyArray<number>) => number) => {
  const rate = (rows.filter(({ left }) => left).length + 1) / (rows.length + 20);
  const centre = logit(rate);
  const width = rows[0]?.features.length ?? 0;
  const scales = Array.from({ length: width }, (_, n) => {
    const values = rows.map(({ features }) => features[n]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return { mean, sd: variance > 0 ? Math.sqrt(variance) : 1 };
  });
  const scaled = (features: ReadonlyArray<number>) =>
    scales.map(({ mean, sd }, n) => (features[n]! - mean) / sd);
  const known = rows.map(({ features, left }) => ({ features: scaled(features), left }));
  let weights: ReadonlyArray<number> = [centre, ...scales.map(() => 0)];
  for (let step = 0; step < 50; step++) {
    const move = stepAt(known, weights, centre);
    if (move === null) break;
    const longest = Math.max(...move.map(Math.abs));
    const short = Math.min(1, 2 / longest);
    weights = weights.map((weight, n) => weight + short * move[n]!);
    if (longest < 1e-9) break;
  }
  return (features) =>
    logistic(scaled(features).reduce((sum, value, n) => sum + value * weights[n + 1]!, weights[0]!));
};
