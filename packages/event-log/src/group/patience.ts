import { Clock, Effect } from "effect";
import type { EventLogError } from "../EventLog.ts";

/** Null in place of a failure that may pass. */
export const unlessOutOfReach = <A>(
  ask: Effect.Effect<A, EventLogError>,
): Effect.Effect<A | null, EventLogError> =>
  Effect.catchIf(
    ask,
    (error) => error.retriable,
    () => Effect.succeed(null),
  );

/** Signs of life to a store that may be out of reach for a while. */
export type Patience = <A>(beat: Effect.Effect<A, EventLogError>) => Effect.Effect<A | null, EventLogError>;

/**
 * Null in place of a failure that may pass, for up to two session times: by then nothing is ours any more, and who
 * waits for ever looks like somebody healthy. The time runs from the first failure after a success.
 */
export const makePatience = (sessionMs: number): Patience => {
  let failingSince: number | null = null;
  return (beat) =>
    Effect.matchEffect(beat, {
      onSuccess: (answer) =>
        Effect.sync(() => {
          failingSince = null;
          return answer;
        }),
      onFailure: (error) =>
        Effect.gen(function* () {
          const now = yield* Clock.currentTimeMillis;
          failingSince ??= now;
          return error.retriable && now - failingSince <= 2 * sessionMs ? null : yield* error;
        }),
    });
};
