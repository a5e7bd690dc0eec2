import { availableParallelism } from "node:os";
import { Clock, Context, Effect, Layer, Semaphore } from "effect";
import { defaultMailLimits, type MailLimits } from "./MailLimits.ts";
import type { MailProblem, ParsedMail } from "./ParsedMail.ts";
import { parseMail } from "./parseMail.ts";

export interface MailParserPoolOptions {
  /** Default: one per core. */
  readonly workers?: number;
  readonly limits?: MailLimits;
}

/**
 * Parses messages in worker threads, side by side. `parse` waits while `inFlight` messages are under way
 * (back-pressure) and always succeeds: a message that breaks, hangs or outgrows its worker becomes a
 * `MailProblem`, and the worker is replaced. The bytes are moved to the worker: do not use them afterwards.
 * For results in order run it under `Stream.mapEffect(…, { concurrency: pool.inFlight })`. Bodies never
 * leave the worker.
 */
export class MailParserPool extends Context.Service<
  MailParserPool,
  {
    readonly parse: (bytes: Uint8Array) => Effect.Effect<ParsedMail | MailProblem>;
    /** Messages that may be under way at once. */
    readonly inFlight: number;
  }
>()("@rapport/connectors/MailParserPool") {}

export const layerMailParserPool = (options: MailParserPoolOptions = {}): Layer.Layer<MailParserPool> =>
  Layer.effect(
    MailParserPool,
    Effect.gen(function* () {
      const limits = options.limits ?? defaultMailLimits;
      const inFlight = 4 * (options.workers ?? availableParallelism());
      const slots = yield* Semaphore.make(inFlight);
      return MailParserPool.of({
        inFlight,
        parse: (bytes) =>
          slots.withPermits(1)(
            Effect.gen(function* () {
              const nowMs = yield* Clock.currentTimeMillis;
              return yield* Effect.promise(() => parseMail(bytes, { nowMs, limits }));
            }),
          ),
      });
    }),
  );
