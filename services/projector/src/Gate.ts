import { Cause, Effect, Exit, Latch, Semaphore } from "effect";

const permits = 1024;

/**
 * Many may be inside at once, or one alone: batches and refreshes `share` the live tables, a rebuild that
 * exchanges them goes in `alone`. Whoever wants to be alone is not starved: newcomers wait for it. A defect
 * of whoever was alone leaves the gate closed: what it held is in doubt, and the process is about to end.
 */
export interface Gate {
  readonly share: <A, E, R>(inside: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
  readonly alone: <A, E, R>(inside: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
}

export const makeGate: Effect.Effect<Gate> = Effect.gen(function* () {
  const latch = yield* Latch.make(true);
  const semaphore = yield* Semaphore.make(permits);
  const oneAlone = yield* Semaphore.make(1);
  let closed = false;
  const close = Effect.andThen(
    Effect.sync(() => (closed = true)),
    latch.close,
  );
  const open = Effect.andThen(
    Effect.sync(() => (closed = false)),
    latch.open,
  );
  const share = <A, E, R>(inside: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.gen(function* () {
      while (true) {
        yield* latch.await;
        // The gate may have closed between the two: then this one is a newcomer too.
        const entered = yield* semaphore.withPermits(1)(
          Effect.suspend(() => (closed ? Effect.succeed(null) : Effect.map(inside, (value) => ({ value })))),
        );
        if (entered !== null) return entered.value;
      }
    });
  return {
    share,
    alone: (inside) =>
      oneAlone.withPermits(1)(
        Effect.andThen(close, semaphore.withPermits(permits)(inside)).pipe(
          Effect.onExit((exit) =>
            Exit.isFailure(exit) && Cause.hasDies(exit.cause) ? Effect.void : Effect.asVoid(open),
          ),
        ),
      ),
  };
});
