import { EventLog, EventLogError, StaleOwner } from "@rapport/event-log/EventLog";
import { Deferred, Effect } from "effect";

/** A wait that is shorter goes untold: a broker takes 3 s to give out even what is free. */
const tellAfter = "5 seconds";

/** Runs `work` under `name`, and says `waiting` once when its turn does not come soon. */
const inTurn = <A, E, R>(name: string, waiting: string, work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const begun = yield* Deferred.make<void>();
    const telling = Deferred.await(begun).pipe(
      Effect.timeoutOrElse({ duration: tellAfter, orElse: () => Effect.logWarning(waiting) }),
      Effect.andThen(Effect.never),
    );
    const held = log.exclusively(name, Effect.andThen(Deferred.succeed(begun, undefined), work));
    return yield* Effect.raceFirst(held, telling);
  });

/**
 * Runs an ingest of a source while no other process of this log runs one of the same source; until then it waits.
 * Two at once would each look up what is known before the other wrote it: the log would hold documents twice, and
 * two versions of one under the same number. An ingest that was stopped, or could not reach the log, for longer than
 * a session loses its turn and fails, retriable: run again, it goes on where it stopped.
 */
export const oneAtATime = <A, E, R>(
  source: string,
  work: Effect.Effect<A, E, R>,
): Effect.Effect<A, Exclude<E, StaleOwner> | EventLogError, R | EventLog> =>
  inTurn(
    `ingest-${source}`,
    `another process ingests ${source}: this one goes on when that one has ended`,
    work,
  ).pipe(
    Effect.mapError((error) =>
      error instanceof StaleOwner
        ? new EventLogError({
            operation: `ingest ${source}`,
            detail:
              "it was stopped, or could not reach the log, for longer than a session lasts, and another process may " +
              "have taken over. Nothing is lost: run it again, and it goes on where the log stands.",
            retriable: true,
            cause: error,
          })
        : (error as Exclude<E, StaleOwner>),
    ),
  );

/** True for the failure of an ingest that lost its turn to another process. */
export const lostItsTurn = (error: unknown): error is EventLogError =>
  error instanceof EventLogError && error.cause instanceof StaleOwner;

/**
 * Runs the watch of a source while no other process of this log watches it. Of several, one works and the others
 * stand by: when it ends, or is silent for longer than the session, one of them takes over. The hold is apart from
 * that of the ingest, so that an ingest by hand has to wait for the look in hand alone.
 */
export const watchInTurn = <E, R>(
  source: string,
  watch: Effect.Effect<never, E, R>,
): Effect.Effect<never, Exclude<E, StaleOwner> | EventLogError, R | EventLog> =>
  inTurn(
    `watch-${source}`,
    `another process watches ${source}: this one stands by and takes over when that one ends`,
    Effect.andThen(Effect.logInfo(`this process watches ${source} now`), watch),
  ).pipe(
    Effect.catchIf(
      (error): error is StaleOwner => error instanceof StaleOwner,
      () =>
        Effect.logWarning(
          `the watch of ${source} was stopped, or could not reach the log, for longer than a session lasts: it waits for its turn again`,
        ),
    ),
    Effect.forever,
  ) as Effect.Effect<never, Exclude<E, StaleOwner> | EventLogError, R | EventLog>;
