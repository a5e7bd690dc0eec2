import { Context, Duration, Effect, Schedule } from "effect";

/** An error that says whether the same call may succeed later. */
export interface MaybeRetriable {
  readonly retriable: boolean;
}

/** How long a step is retried before the process stops. Times in milliseconds. */
export interface BackoffPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** Retries after the first try. */
  readonly retries: number;
}

/** About two minutes in all: longer than a restart of the warehouse, shorter than a night. */
export const defaultBackoff: BackoffPolicy = { firstDelayMs: 100, maxDelayMs: 10_000, retries: 18 };

/** True for errors that carry `retriable: true`; every other failure stops the process. */
export const isRetriable = (error: unknown): error is MaybeRetriable =>
  typeof error === "object" && error !== null && "retriable" in error && error.retriable === true;

/** Delay before retry number `retry` (0 = the first), without jitter: exponential, capped. */
export const delayMs = (policy: BackoffPolicy, retry: number): number =>
  Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** Math.min(retry, 60));

/**
 * The failure rule as a schedule for `Effect.retry`: retriable errors are tried again after a capped,
 * jittered exponential delay, `retries` times at most; then the last error comes out and the process
 * stops. Errors that are not retriable come out at once.
 */
export const backoff = <E>(policy: BackoffPolicy = defaultBackoff) =>
  Schedule.min([
    Schedule.exponential(Duration.millis(policy.firstDelayMs)),
    Schedule.spaced(Duration.millis(policy.maxDelayMs)),
  ]).pipe(
    Schedule.jittered,
    Schedule.upTo({ times: policy.retries }),
    Schedule.setInputType<E>(),
    Schedule.while(({ input }) => isRetriable(input)),
  );

/** The policy in force; provide another one where two minutes are too long. */
export const CurrentBackoff = Context.Reference<BackoffPolicy>("@rapport/pipeline/CurrentBackoff", {
  defaultValue: () => defaultBackoff,
});

/** The failure rule on one step, by the policy in force; each failure that is tried again is logged. */
export const retrying = <A, E, R>(step: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(CurrentBackoff, (policy) =>
    Effect.retry(
      Effect.tapError(step, (error) =>
        isRetriable(error) ? Effect.logWarning(`trying again: ${String(error)}`) : Effect.void,
      ),
      backoff<E>(policy),
    ),
  );
