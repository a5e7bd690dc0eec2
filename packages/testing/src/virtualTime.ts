import { Effect } from "effect";
import { TestClock } from "effect/testing";

/** Runs an effect under `TestClock`, moving time on whenever it waits, until it ends. */
export const runVirtual = <A, E, R>(effect: Effect.Effect<A, E, R>, stepMs = 100): Effect.Effect<A, E, R> =>
  Effect.raceFirst(effect, TestClock.adjust(stepMs).pipe(Effect.andThen(Effect.yieldNow), Effect.forever));
