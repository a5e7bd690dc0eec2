/** Counts what a fault has hit, and tells who waits for it. */
export interface HitCounter {
  readonly hits: () => number;
  /** Resolves once it has hit so often. */
  readonly hit: (times: number) => Promise<void>;
  readonly count: () => void;
}

export const makeHitCounter = (): HitCounter => {
  let hits = 0;
  const waiting = new Set<() => void>();
  return {
    hits: () => hits,
    hit: (times) =>
      new Promise((resolve) => {
        const look = () => {
          if (hits < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    count: () => {
      hits++;
      for (const look of waiting) look();
    },
  };
};
