import { Clock, Effect, Metric, Random } from "effect";
import { KafkaFailure } from "./KafkaFailure.ts";

const failures = Metric.counter("rapport_event_log_request_failures_total", {
  description: "Failed tries to append, to read and to ask for offsets, by code",
  incremental: true,
});

const firstDelayMs = 50;
const longestDelayMs = 1000;

/**
 * Tries again after a retriable failure, first after 50 ms and then ever later up to 1 s, each time jittered by a half,
 * until `timeoutMs` are over: then it fails with the last failure. Says so in the log once it has taken a second, and
 * counts each failure.
 */
export const retrying = <A>(
  what: string,
  timeoutMs: number,
  attempt: Effect.Effect<A, KafkaFailure>,
): Effect.Effect<A, KafkaFailure> =>
  Effect.gen(function* () {
    const startedAt = yield* Clock.currentTimeMillis;
    let delayMs = firstDelayMs;
    let told = false;
    while (true) {
      const outcome = yield* Effect.result(attempt);
      const takenMs = (yield* Clock.currentTimeMillis) - startedAt;
      if (outcome._tag === "Success") {
        if (told) yield* Effect.logInfo(`Kafka: ${what}: goes on after ${Math.round(takenMs / 1000)} s`);
        return outcome.success;
      }
      const { failure } = outcome;
      yield* Metric.update(Metric.withAttributes(failures, { code: failure.code }), 1);
      if (!failure.retriable) return yield* failure;
      const pauseMs = delayMs * (0.5 + (yield* Random.next));
      if (takenMs + pauseMs > timeoutMs) {
        const { code, retriable, detail, cause } = failure;
        const tried = `${detail}; tried for ${Math.round(takenMs / 1000)} s`;
        return yield* new KafkaFailure({ code, retriable, detail: tried, cause });
      }
      if (!told && takenMs >= 1000) {
        told = true;
        const rest = `trying again for up to ${Math.round(timeoutMs / 1000)} s`;
        yield* Effect.logWarning(`Kafka: ${what}: ${failure.message}; ${rest}`);
      }
      yield* Effect.sleep(pauseMs);
      delayMs = Math.min(longestDelayMs, delayMs * 2);
    }
  });
