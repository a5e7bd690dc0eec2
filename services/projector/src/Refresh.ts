import { Clock, Effect, Metric } from "effect";
import { topics } from "@rapport/contracts/Topics";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { checkpointNames, readCheckpoints, writeCheckpoints } from "./Checkpoints.ts";
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
import { ProjectionStore, type Standing } from "./ProjectionStore.ts";
import { partitionKey, type ProjectorState } from "./ProjectorState.ts";

const lookAgainMs = 100;
const lookAnywayMs = 5_000;
/** Where other processes commit as well, which opens no latch here; and while they do. */
const lookAmongOthersMs = 1_000;
const lookWhileOthersMs = 250;
/** With several projectors, even when nothing has moved: an insert may have come late, from a process long gone. */
const deriveAnywayMs = 600_000;
/** Under load, conversations are not derived more often than this, however cheap they are. */
const underLoadMs = 1_000;

/** What `checkpointNames.derivedAs` says of tables that were derived after `disturbed`. */
const derivedAs = (standing: Standing, disturbed: string | undefined): string =>
  `${standing.derived}|${disturbed ?? ""}`;

/** What is kept when the tables of `standing` show everything up to `to`, and the disturbance as well. */
export const refreshedCheckpoints = (to: Positions, standing: Standing, disturbed: string | undefined) => [
  { name: checkpointNames.refreshed, value: formatPositions(to) },
  { name: checkpointNames.derivedAs, value: derivedAs(standing, disturbed) },
];

/** What there is to derive. `all`: whatever has moved, because other tables stand than were derived last. */
interface Due {
  readonly from: Positions;
  readonly to: Positions;
  readonly all: boolean;
  readonly disturbed: string | undefined;
}

const look = Effect.gen(function* () {
  const store = yield* ProjectionStore;
  // First of all: whatever moves from here on is due in the next round.
  const to = yield* committedPositions;
  const { refreshed, derivedAs: was, disturbed: by } = checkpointNames;
  const kept = yield* readCheckpoints([refreshed, was, by]);
  const disturbed = kept.get(by);
  const stands = derivedAs(yield* retrying(store.standing), disturbed);
  const all = kept.get(was) !== stands;
  return { from: parsePositions(kept.get(refreshed)), to, all, disturbed } satisfies Due;
});

/**
 * Derives what is due, behind the gate: a rebuild may have shown it all meanwhile. Positions are read before: facts
 * may hold more by now, never less, so what is marked as refreshed is.
 */
const refresh = Effect.fnUntraced(function* (state: ProjectorState, anyway: boolean) {
  const store = yield* ProjectionStore;
  yield* state.gate.share(
    Effect.gen(function* () {
      const { from, to, disturbed, ...found } = yield* look;
      const all = found.all || anyway;
      if (all || moved(from, to, topics.directory.name)) yield* retrying(store.refreshDirectory);
      if (all || moved(from, to, topics.interactions.name)) yield* retrying(store.refreshConversations);
      if (!all && covers(from, to)) return;
      const standing = yield* retrying(store.standing);
      yield* writeCheckpoints(refreshedCheckpoints(to, standing, disturbed));
      yield* state.refreshed.open;
    }),
  );
});

/** True when a partition has moved since `before` by the commit of another process. */
const movedByOthers = (state: ProjectorState, before: Positions, now: Positions): boolean =>
  Object.entries(now).some(([topic, offsets]) =>
    offsets.some(
      (offset, p) =>
        offset !== before[topic]?.[p] && offset !== (state.positions.get(partitionKey(topic, p)) ?? 0),
    ),
  );

/**
 * Keeps directory and conversations up with the facts, for ever: at once when the backlog is empty, but
 * never for more than half the time; under load within `refreshShare` of the time. The checkpoint
 * `checkpointNames.refreshed` is written after each round: it is what `catchUp` waits for, in any process.
 *
 * One process at a time does this for all. One that lost the work without noticing may still exchange old tables
 * in, and a batch that was dropped may still bring copies back that were settled: the tables' identity and
 * `checkpointNames.disturbed` tell, and everything is derived anew.
 */
export const refreshLoop = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    let quietFrom = 0;
    let busyFrom = 0;
    let before: Positions | null = null;
    const seldomMs = options.shared ? lookAmongOthersMs : lookAnywayMs;
    let waitMs = seldomMs;
    let anywayAt = (yield* Clock.currentTimeMillis) + deriveAnywayMs;
    const round = Effect.gen(function* () {
      // Another process of the group may have committed.
      yield* Effect.timeoutOrElse(state.dirty.await, { duration: waitMs, orElse: () => Effect.void });
      yield* state.dirty.close;
      const found = yield* look;
      const startedAt = yield* Clock.currentTimeMillis;
      if (before !== null) waitMs = movedByOthers(state, before, found.to) ? lookWhileOthersMs : waitMs;
      before = found.to;
      const anyway = options.shared && startedAt >= anywayAt;
      const all = found.all || anyway;
      if (!all && covers(found.from, found.to)) {
        waitMs = Math.min(seldomMs, waitMs + lookWhileOthersMs / 10);
        return;
      }
      const backlog = !covers(found.to, yield* endPositions);
      if (startedAt < (backlog ? busyFrom : quietFrom)) {
        yield* state.dirty.open;
        return yield* Effect.sleep(lookAgainMs);
      }
      yield* refresh(state, anyway);
      const endedAt = yield* Clock.currentTimeMillis;
      const costMs = endedAt - startedAt;
      yield* Metric.update(metrics.refreshSeconds, costMs / 1000);
      if (all) anywayAt = endedAt + deriveAnywayMs;
      quietFrom = endedAt + costMs;
      busyFrom =
        endedAt + Math.max(underLoadMs, (costMs * (1 - options.refreshShare)) / options.refreshShare);
    });
    return yield* Effect.forever(round);
  });
