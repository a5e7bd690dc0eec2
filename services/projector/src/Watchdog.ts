import { Clock, Data, Effect } from "effect";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { projectedTopics, type ProjectorOptions } from "./config.ts";
import { committedPositions, endPositions } from "./Positions.ts";
import { partitionKey, type ProjectorState } from "./ProjectorState.ts";

/** Records wait, and nobody has projected any for long. The process stops, so that a new one may try. */
export class StuckConsumer extends Data.TaggedError("StuckConsumer")<{
  readonly topic: string;
  readonly partition: number;
  readonly committed: number;
  readonly end: number;
  readonly stuckMs: number;
}> {
  override get message() {
    return `projector: nothing of ${this.topic}/${this.partition} was projected for ${Math.round(this.stuckMs / 1000)} s, although records wait (at ${this.committed} of ${this.end}). Start again; if it happens again, see the log for the last error.`;
  }
}

interface Seen {
  readonly committed: number;
  readonly movedAt: number;
}

/**
 * Watches progress, not liveness: a consumer can be alive and deaf. Fails when records of a partition have waited
 * for `stuckAfterMs`, which is longer than any step is retried, without the group's commit moving. That is for
 * the process that committed there last to notice; when it does not end, the others do after twice that time, so
 * that somebody is given the partition anew.
 */
export const watchProgress = (
  state: ProjectorState,
  options: ProjectorOptions,
): Effect.Effect<never, StuckConsumer | EventLogError, EventLog> =>
  Effect.gen(function* () {
    const seen = new Map<string, Seen>();
    while (true) {
      const positions = yield* committedPositions;
      const ends = yield* endPositions;
      const now = yield* Clock.currentTimeMillis;
      for (const topic of projectedTopics)
        for (const [partition, committed] of (positions[topic] ?? []).entries()) {
          const key = partitionKey(topic, partition);
          const end = ends[topic]?.[partition] ?? 0;
          const last = seen.get(key);
          if (last === undefined || last.committed !== committed || committed >= end) {
            seen.set(key, { committed, movedAt: now });
            continue;
          }
          const stuckMs = now - last.movedAt;
          const ours = !options.shared || state.positions.get(key) === committed;
          if (stuckMs >= options.stuckAfterMs * (ours ? 1 : 2))
            return yield* new StuckConsumer({ topic, partition, committed, end, stuckMs });
        }
      yield* Effect.sleep(options.stuckAfterMs / 5);
    }
  });
