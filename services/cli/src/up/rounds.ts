import { Duration, Effect } from "effect";

/**
 * Does something again and again, for ever, with a pause after each time. A time that fails is told and left at that: what
 * is sent out of here may go wrong for reasons of others (a mail server that is down), and everything else goes on.
 */
export const rounds = <E extends { readonly message: string }, R>(
  part: string,
  pause: Duration.Input,
  round: Effect.Effect<unknown, E, R>,
): Effect.Effect<never, never, R> =>
  round.pipe(
    Effect.catch((error) =>
      Effect.logWarning(
        `${part} failed and is tried again in ${Duration.format(Duration.fromInputUnsafe(pause))}: ${error.message}`,
      ),
    ),
    Effect.andThen(Effect.sleep(pause)),
    Effect.forever,
  );
