import { Clock, Effect, Metric } from "effect";
import { topics } from "@rapport/contracts/Topics";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { checkpointNames, readCheckpoint, writeCheckpoint } from "./Checkpoints.ts";
import type { ProjectorOptions } from "./config.ts";
import { metrics } from "./Metrics.ts";
import {
  committedPositions,
  covers,
  endPositions,
  formatPositions,
  moved,
  parsePositions,
  type Positions,
} from "./Positions.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import type { ProjectorState } from "./ProjectorState.ts";

const lookAgainMs = 100;
const lookAnywayMs = 5_000;
/** Under load, conversations are not derived more often than this, however cheap they are. */
const underLoadMs = 1_000;

/**
 * Derives what changed between two positions. Positions are read before: facts may hold more by now, never
 * less, so what is marked as refreshed is.
 */
const refresh = (
  state: ProjectorState,
  from: Positions,
  to: Positions,
): Effect.Effect<void, WarehouseError | EventLogError, ProjectionStore | EventLog> =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    yield* state.gate.share(
      Effect.gen(function* () {
        if (moved(from, to, topics.directory.name)) yield* retrying(store.refreshDirectory);
        if (moved(from, to, topics.interactions.name)) yield* retrying(store.refreshConversations);
      }),
    );
    yield* writeCheckpoint(checkpointNames.refreshed, formatPositions(to));
  });

/**
 * Keeps directory and conversations up with the facts, for ever: at once when the backlog is empty, but
 * never for more than half the time; under load within `refreshShare` of the time. The checkpoint
 * `checkpointNames.refreshed` is written after each round: it is what `catchUp` waits for, in any process.
 */
export const refreshLoop = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    let quietFrom = 0;
    let busyFrom = 0;
    const round = Effect.gen(function* () {
      // Another process of the group may have committed, and died before it refreshed.
      yield* Effect.timeoutOrElse(state.dirty.await, { duration: lookAnywayMs, orElse: () => Effect.void });
      yield* state.dirty.close;
      const to = yield* committedPositions;
      const from = parsePositions(yield* readCheckpoint(checkpointNames.refreshed));
      if (covers(from, to)) return;
      const backlog = !covers(to, yield* endPositions);
      const startedAt = yield* Clock.currentTimeMillis;
      if (startedAt < (backlog ? busyFrom : quietFrom)) {
        yield* state.dirty.open;
        return yield* Effect.sleep(lookAgainMs);
      }
      yield* refresh(state, from, to);
      const endedAt = yield* Clock.currentTimeMillis;
      const costMs = endedAt - startedAt;
      yield* Metric.update(metrics.refreshSeconds, costMs / 1000);
      quietFrom = endedAt + costMs;
      busyFrom =
        endedAt + Math.max(underLoadMs, (costMs * (1 - options.refreshShare)) / options.refreshShare);
    });
    return yield* Effect.forever(round);
  });
