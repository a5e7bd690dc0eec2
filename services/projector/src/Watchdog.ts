import { Clock, Data, Effect } from "effect";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import type { ProjectorOptions } from "./config.ts";
import { committedPositions, covers, endPositions, formatPositions } from "./Positions.ts";

/** Records wait, and nobody has projected any for long. The process stops, so that a new one may try. */
export class StuckConsumer extends Data.TaggedError("StuckConsumer")<{
  readonly committed: string;
  readonly end: string;
  readonly stuckMs: number;
}> {
  override get message() {
    return `projector: nothing was projected for ${Math.round(this.stuckMs / 1000)} s, although records wait (at ${this.committed} of ${this.end}). Start again; if it happens again, see the log for the last error.`;
  }
}

/**
 * Watches progress, not liveness: a consumer can be alive and deaf. Fails when records have waited for
 * `stuckAfterMs` without the group's commits moving; longer than any step is retried.
 */
export const watchProgress = (
  options: ProjectorOptions,
): Effect.Effect<never, StuckConsumer | EventLogError, EventLog> =>
  Effect.gen(function* () {
    let last = "";
    let movedAt = yield* Clock.currentTimeMillis;
    while (true) {
      const committed = yield* committedPositions;
      const end = yield* endPositions;
      const now = yield* Clock.currentTimeMillis;
      const text = formatPositions(committed);
      if (text !== last || covers(committed, end)) movedAt = now;
      last = text;
      const stuckMs = now - movedAt;
      if (stuckMs >= options.stuckAfterMs)
        return yield* new StuckConsumer({ committed: text, end: formatPositions(end), stuckMs });
      yield* Effect.sleep(options.stuckAfterMs / 5);
    }
  });
