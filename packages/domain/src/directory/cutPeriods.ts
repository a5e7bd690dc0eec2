/** A holder of something from `from` (inclusive) to `to` (exclusive). */
export interface Held {
  readonly holder: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Lays periods over each other, oldest first: where several cover a moment, the last of them holds it. The
 * answer is in order of time, without overlaps, and neighbours of one holder are joined. Empty periods hold
 * nothing.
 */
export const cutPeriods = (layers: ReadonlyArray<Held>): ReadonlyArray<Held> => {
  const real = layers.filter((layer) => layer.from < layer.to);
  const cuts = [...new Set(real.flatMap((layer) => [layer.from, layer.to]))].toSorted((a, b) => a - b);
  const held: Array<Held> = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1];
    if (to === undefined) break;
    const top = real.findLast((layer) => layer.from <= from && layer.to >= to);
    if (top === undefined) continue;
    const before = held.at(-1);
    if (before !== undefined && before.to === from && before.holder === top.holder)
      held[held.length - 1] = { ...before, to };
    else held.push({ holder: top.holder, from, to });
  }
  return held;
};
