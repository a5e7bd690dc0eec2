import { textGrams } from "./textGrams.ts";

/** A model as it ships: weights in thousandths, so that it is the same on every machine. */
export interface TextModelFile {
  readonly classes: ReadonlyArray<string>;
  readonly interceptsMilli: ReadonlyArray<number>;
  /** Gram to one weight per class. */
  readonly weightsMilli: Readonly<Record<string, ReadonlyArray<number>>>;
}

/** Gives the chance of each class, in the order of the model's classes; they sum to 1. */
export type TextModel = (text: string) => ReadonlyArray<number>;

/** Chances from log-odds, without overflow. */
export const softmax = (scores: ReadonlyArray<number>): ReadonlyArray<number> => {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((of, power) => of + power, 0);
  return powers.map((power) => power / sum);
};

/**
 * Multinomial logistic regression over the grams of a text, each text scaled to length 1 (Joachims 1998 for the
 * representation; Hosmer and Lemeshow for the model): softmax of intercepts plus the sum of weights over the root of
 * the number of grams. A gram that the model does not know counts in the length alone.
 */
export const linearTextModel = (file: TextModelFile): TextModel => {
  const weights = new Map(Object.entries(file.weightsMilli));
  return (text) => {
    const grams = textGrams(text);
    const sums = file.classes.map(() => 0);
    for (const gram of grams) {
      const found = weights.get(gram);
      if (found !== undefined) for (let c = 0; c < sums.length; c += 1) sums[c]! += found[c] ?? 0;
    }
    const scale = 1 / (1000 * Math.sqrt(grams.size));
    return softmax(sums.map((sum, c) => (file.interceptsMilli[c] ?? 0) / 1000 + sum * scale));
  };
};
