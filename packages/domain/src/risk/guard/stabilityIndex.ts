const bins = 5;

/** Upper edges of bins that hold equal shares of the reference; equal values are never parted. */
const edgesOf = (reference: ReadonlyArray<number>): ReadonlyArray<number> => {
  const sorted = reference.toSorted((a, b) => a - b);
  const edges = Array.from(
    { length: bins - 1 },
    (_, i) => sorted[Math.floor(((i + 1) / bins) * sorted.length)]!,
  );
  return [...new Set(edges)];
};

const sharesOf = (values: ReadonlyArray<number>, edges: ReadonlyArray<number>): ReadonlyArray<number> => {
  const counts = Array.from({ length: edges.length + 1 }, () => 0.5);
  for (const value of values) {
    const bin = edges.findIndex((edge) => value < edge);
    counts[bin < 0 ? edges.length : bin]! += 1;
  }
  const all = values.length + 0.5 * counts.length;
  return counts.map((count) => count / all);
};

/**
 * Population stability index of values against a reference, in five bins of it, less what chance alone brings with so few
 * values: (bins − 1)(1/n + 1/m) (Yurdakul 2018). Above 0.25 is a shift. 0 without values.
 */
export const stabilityIndex = (reference: ReadonlyArray<number>, now: ReadonlyArray<number>): number => {
  if (reference.length === 0 || now.length === 0) return 0;
  const edges = edgesOf(reference);
  const [then, today] = [sharesOf(reference, edges), sharesOf(now, edges)];
  const index = then.reduce((sum, share, i) => sum + (today[i]! - share) * Math.log(today[i]! / share), 0);
  return index - edges.length * (1 / reference.length + 1 / now.length);
};
