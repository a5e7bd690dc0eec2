import { Effect, Semaphore } from "effect";

/**
 * Makes recomputations of days that are asked for at once share one: one runs at a time, and the next takes
 * the days of everybody who is waiting by then. Each caller goes on once a recomputation that began after
 * its call has ended well. One that fails, or is interrupted, leaves those who wait to try for themselves.
 *
 * In shuffled mail every batch touches nearly every day, and partitions are projected side by side: what
 * each would recompute alone is the same whole table.
 */
export const makeSharedRollUp = <E, R>(
  recompute: (days: ReadonlyArray<number>) => Effect.Effect<void, E, R>,
): ((days: ReadonlyArray<number>) => Effect.Effect<void, E, R>) => {
  // Two recomputations of one day at once would only undo each other's work.
  const one = Semaphore.makeUnsafe(1);
  const waiting = new Set<{ readonly days: ReadonlyArray<number> }>();
  const round = Effect.suspend(() => {
    const all = [...waiting];
    const days = [...new Set(all.flatMap((call) => call.days))].toSorted((a, b) => a - b);
    return Effect.tap(recompute(days), () =>
      Effect.sync(() => {
        for (const call of all) waiting.delete(call);
      }),
    );
  });
  return (days) =>
    Effect.suspend(() => {
      if (days.length === 0) return Effect.void;
      const call = { days };
      waiting.add(call);
      return one
        .withPermits(1)(Effect.suspend(() => (waiting.has(call) ? round : Effect.void)))
        .pipe(Effect.ensuring(Effect.sync(() => waiting.delete(call))));
    });
};
