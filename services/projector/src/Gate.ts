import { Effect, Latch, Semaphore } from "effect";

const permits = 1024;

/**
 * Many may be inside at once, or one alone: batches and refreshes `share` the live tables, a rebuild that
 * exchanges them goes in `alone`. Whoever wants to be alone is not starved: newcomers wait for it.
 */
export interface Gate {
  readonly share: <A, E, R>(inside: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
  readonly alone: <A, E, R>(inside: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
}

export const makeGate: Effect.Effect<Gate> = Effect.gen(function* () {
  const latch = yield* Latch.make(true);
  const semaphore = yield* Semaphore.make(permits);
  const oneAlone = yield* Semaphore.make(1);
  return {
    share: (inside) => Effect.andThen(latch.await, semaphore.withPermits(1)(inside)),
    alone: (inside) =>
      oneAlone.withPermits(1)(
        Effect.andThen(latch.close, semaphore.withPermits(permits)(inside)).pipe(Effect.ensuring(latch.open)),
      ),
  };
});
