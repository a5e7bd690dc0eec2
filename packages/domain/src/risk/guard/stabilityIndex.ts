/** In standard deviations: a shift within one of them changes no score by much, however few values share it. */
const edges = [-1.5, -0.5, 0.5, 1.5];

const sharesOf = (values: ReadonlyArray<number>): ReadonlyArray<number> => {
  const counts = Array.from({ length: edges.length + 1 }, () => 0.5);
  for (const value of values) {
    const bin = edges.findIndex((edge) => value < edge);
    counts[bin < 0 ? edges.length : bin]! += 1;
  }
  const all = values.length + 0.5 * counts.length;
  return counts.map((count) => count / all);
};

/**
 * Population stability index of standardised values against a reference, in five bins, less what chance alone brings with so few
 * values: (bins − 1)(1/n + 1/m) (Yurdakul 2018). Above 0.25 is a shift. 0 without values.
 */
export const stabilityIndex = (reference: ReadonlyArray<number>, now: ReadonlyArray<number>): number => {
  if (reference.length === 0 || now.length === 0) return 0;
  const [then, today] = [sharesOf(reference), sharesOf(now)];
  const index = then.reduce((sum, share, i) => sum + (today[i]! - share) * Math.log(today[i]! / share), 0);
  return index - edges.length * (1 / reference.length + 1 / now.length);
};
