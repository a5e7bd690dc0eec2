import { softmax, type TextModelFile } from "./LinearTextModel.ts";
import { properWords, textGrams } from "./textGrams.ts";

export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

export interface TextTraining {
  /** Texts that a gram must be in. */
  readonly leastTexts: number;
  /** Of ½·penalty·Σw². */
  readonly penalty: number;
  /** Grams that the model keeps, those whose weights differ most between classes. */
  readonly mostGrams: number;
  readonly rounds: number;
}

/** Rows of grams by number, one after the other: row i has `grams[starts[i]] … grams[starts[i + 1]]`. */
interface Rows {
  readonly starts: Int32Array;
  readonly grams: Int32Array;
  readonly scales: Float64Array;
  readonly labels: Int32Array;
}

const rowsOf = (
  texts: ReadonlyArray<LabelledText>,
  classes: ReadonlyArray<string>,
  leastTexts: number,
): { readonly rows: Rows; readonly vocabulary: ReadonlyArray<string> } => {
  const found = texts.map(({ text }) => textGrams(text));
  const counts = new Map<string, number>();
  for (const grams of found) for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const names = properWords(texts.map(({ text }) => text));
  const vocabulary = [...counts]
    .flatMap(([gram, count]) =>
      count >= leastTexts && !gram.split(" ").some((word) => names.has(word)) ? [gram] : [],
    )
    .toSorted();
  const numbers = new Map(vocabulary.map((gram, n) => [gram, n]));
  const kept = found.map((grams) => [...grams].flatMap((gram) => numbers.get(gram) ?? []));
  const starts = new Int32Array(texts.length + 1);
  kept.forEach((row, n) => (starts[n + 1] = starts[n]! + row.length));
  return {
    vocabulary,
    rows: {
      starts,
      grams: Int32Array.from(kept.flat()),
      scales: Float64Array.from(found, (grams) => 1 / Math.sqrt(grams.size)),
      labels: Int32Array.from(texts, ({ label }) => classes.indexOf(label)),
    },
  };
};

/** Gradient of the penalised mean negative log-likelihood at `at`; the last column of each class is its intercept. */
const gradientAt = (
  rows: Rows,
  at: Float64Array,
  width: number,
  classes: number,
  penalty: number,
): Float64Array => {
  const gradient = new Float64Array(at.length);
  const texts = rows.labels.length;
  for (let n = 0; n < texts; n += 1) {
    const [from, to, scale] = [rows.starts[n]!, rows.starts[n + 1]!, rows.scales[n]!];
    const scores = Array.from({ length: classes }, (_, c) => {
      let sum = 0;
      for (let k = from; k < to; k += 1) sum += at[c * width + rows.grams[k]!]!;
      return sum * scale + at[c * width + width - 1]!;
    });
    softmax(scores).forEach((chance, c) => {
      const error = (chance - (rows.labels[n] === c ? 1 : 0)) / texts;
      for (let k = from; k < to; k += 1) gradient[c * width + rows.grams[k]!]! += error * scale;
      gradient[c * width + width - 1]! += error;
    });
  }
  for (let k = 0; k < gradient.length; k += 1)
    if (k % width !== width - 1) gradient[k]! += (penalty / texts) * at[k]!;
  return gradient;
};

/** Nesterov's accelerated gradient with restart when it turns against itself (O'Donoghue and Candès 2015). */
const minimise = (
  gradient: (at: Float64Array) => Float64Array,
  size: number,
  step: number,
  rounds: number,
): Float64Array => {
  let [now, before] = [new Float64Array(size), new Float64Array(size)];
  let momentum = 1;
  for (let round = 0; round < rounds; round += 1) {
    const next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const carry = (momentum - 1) / next;
    const ahead = now.map((value, k) => value + carry * (value - before[k]!));
    const slope = gradient(ahead);
    const after = ahead.map((value, k) => value - step * slope[k]!);
    let turned = 0;
    for (let k = 0; k < size; k += 1) turned += slope[k]! * (after[k]! - now[k]!);
    [before, now] = [now, after];
    momentum = turned > 0 ? 1 : next;
  }
  return now;
};

/**
 * Fits `linearTextModel` by penalised maximum likelihood. The same texts in the same order give the same file, byte for
 * byte. Names that begin a sentence are left out of it. Classes in alphabetical order; every label must be among them.
 */
export const trainTextModel = (texts: ReadonlyArray<LabelledText>, training: TextTraining): TextModelFile => {
  const classes = [...new Set(texts.map(({ label }) => label))].toSorted();
  const { rows, vocabulary } = rowsOf(texts, classes, training.leastTexts);
  const width = vocabulary.length + 1;
  // Rows have length 1 at most, and 1 for the intercept: the curvature of the mean softmax loss is below 1/2 of their square.
  const step = 1 / (1 + training.penalty / texts.length);
  const fitted = minimise(
    (at) => gradientAt(rows, at, width, classes.length, training.penalty),
    width * classes.length,
    step,
    training.rounds,
  );
  const milli = (value: number): number => Math.round(1000 * value) + 0;
  const weighted = vocabulary.map((gram, n) => ({
    gram,
    weights: classes.map((_, c) => milli(fitted[c * width + n]!)),
  }));
  const spread = ({ weights }: { readonly weights: ReadonlyArray<number> }): number =>
    Math.max(...weights) - Math.min(...weights);
  const kept = weighted
    .toSorted((a, b) => spread(b) - spread(a) || (a.gram < b.gram ? -1 : 1))
    .slice(0, training.mostGrams)
    .toSorted((a, b) => (a.gram < b.gram ? -1 : 1));
  return {
    classes,
    interceptsMilli: classes.map((_, c) => milli(fitted[c * width + width - 1]!)),
    weightsMilli: Object.fromEntries(kept.map(({ gram, weights }) => [gram, weights])),
  };
};
