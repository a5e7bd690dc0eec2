import type { ConsumedBatch, EventLog } from "@rapport/event-log/EventLog";
import { outcomeOf } from "@rapport/testing/eventLogProbe";
import { Deferred, Effect, Fiber, Queue, type Scope } from "effect";

/** A member whose handler keeps every batch in hand until it is told to let go. */
export interface HoldingMember {
  /** The next batch that came. */
  readonly next: Effect.Effect<ConsumedBatch>;
  readonly letGo: Effect.Effect<unknown>;
  /** What `consume` ended with: the message of its failure. */
  readonly ended: Effect.Effect<string>;
  readonly stop: Effect.Effect<void>;
}

export const holdBatches = (
  log: EventLog["Service"],
  group: string,
  topic: string,
): Effect.Effect<HoldingMember, never, Scope.Scope> =>
  Effect.gen(function* () {
    const came = yield* Queue.unbounded<ConsumedBatch>();
    const free = yield* Deferred.make<void>();
    const fiber = yield* Effect.forkScoped(
      log.consume({ group, topics: [topic], maxRecords: 1000 }, (batch) =>
        Effect.andThen(Queue.offer(came, batch), Deferred.await(free)),
      ),
    );
    return {
      next: Queue.take(came),
      letGo: Deferred.succeed(free, undefined),
      ended: Effect.map(Effect.flip(Fiber.join(fiber)), (error) => error.message),
      stop: Fiber.interrupt(fiber),
    };
  });

/** Commits a batch whole: "success", or the tag of what it fails with. */
export const commitWhole = (batch: ConsumedBatch): Effect.Effect<string> =>
  outcomeOf(batch.commit(batch.records.at(-1)!.offset + 1));
