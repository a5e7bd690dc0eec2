/** A symmetric positive definite matrix as the square of its lower triangle; both are n × n, by rows. */
export interface Cholesky {
  readonly size: number;
  readonly lower: Float64Array;
}

/** A pivot that is this small a part of its diagonal is one of rounding. */
const leastPivot = 1e-13;

/** Null when the matrix is not positive definite. */
export const factor = (matrix: Float64Array, size: number): Cholesky | null => {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) lower[i * size + j] = sum / lower[j * size + j]!;
      else if (sum > leastPivot * matrix[i * size + i]!) lower[i * size + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return { size, lower };
};

/** x of A x = b. */
export const solve = ({ size, lower }: Cholesky, b: Float64Array): Float64Array => {
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!;
    x[i]! /= lower[i * size + i]!;
  }
  return x;
};

/** A⁻¹, symmetric to the bit. */
export const inverse = (cholesky: Cholesky): Float64Array => {
  const { size } = cholesky;
  const inverted = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const column = solve(
      cholesky,
      Float64Array.from({ length: size }, (_, i) => (i === j ? 1 : 0)),
    );
    for (let i = j; i < size; i++) {
      inverted[i * size + j] = column[i]!;
      inverted[j * size + i] = column[i]!;
    }
  }
  return inverted;
};
