import { Clock, Duration, Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { auditRange, type AuditedRange, describeMismatch, gridsBetween } from "./Audit.ts";
import { checkpointNames, readCheckpoints, writeCheckpoint, writeCheckpoints } from "./Checkpoints.ts";
import { projectedTopics, type ProjectorOptions } from "./config.ts";
import { committedPositions, formatPositions, parsePositions, type Positions } from "./Positions.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import type { ProjectorState } from "./ProjectorState.ts";
import { projectRecords, readRange } from "./ReadRange.ts";
import { writeProven } from "./WriteProven.ts";

const auditEveryMs = 60_000;
/** So that it takes a tenth of the time. */
const restPerWork = 9;
/** Grids per partition that are looked at after an unclean end, the open one included. */
const recentGrids = 2;

/** Writes a range again from the log. The attempt is the present time: no token is ever used twice. */
const repair = Effect.fnUntraced(function* (
  state: ProjectorState,
  options: ProjectorOptions,
  range: AuditedRange,
) {
  const store = yield* ProjectionStore;
  const { topic, partition, lo, hi } = range;
  const raw = yield* readRange(topic, partition, lo, hi);
  const records = yield* projectRecords(topic, partition, raw, options.codeVersion);
  const attempt = yield* Clock.currentTimeMillis;
  // Under the gate: a rebuild must not exchange the tables amid the write.
  yield* state.gate.share(
    Effect.suspend(() =>
      writeProven(
        store,
        { topic, partition, lo, hi, epoch: state.epoch, records },
        { attempt, doubtful: false, beforeAttempt: () => Effect.void },
      ),
    ),
  );
  // What was derived without these records is derived anew; until then nobody counts as caught up.
  yield* writeCheckpoint(checkpointNames.refreshed, formatPositions({}));
  yield* state.dirty.open;
  yield* Effect.logWarning(`replayed records ${lo} to ${hi} of ${topic}/${partition}`);
});

/** Compares one grid with the log; what disagrees is said, counted and replayed. */
const settle = Effect.fnUntraced(function* (
  state: ProjectorState,
  options: ProjectorOptions,
  range: AuditedRange,
) {
  const mismatch = yield* auditRange(range, options.codeVersion);
  if (mismatch === null) return;
  yield* Effect.logError(`audit: ${describeMismatch(mismatch)}`);
  yield* repair(state, options, range);
});

/** The grids of all partitions between two positions, the first border at or below `from`. */
const gridsOf = (from: Positions, to: Positions, gridSize: number): ReadonlyArray<AuditedRange> =>
  projectedTopics.flatMap((topic) =>
    (to[topic] ?? []).flatMap((end, partition) =>
      gridsBetween(topic, partition, from[topic]?.[partition] ?? 0, end, gridSize),
    ),
  );

const mapOffsets = (positions: Positions, change: (offset: number) => number): Positions =>
  Object.fromEntries(Object.entries(positions).map(([topic, offsets]) => [topic, offsets.map(change)]));

/**
 * After an unclean end (a killed process, a power cut) the last grids of each partition are compared with
 * the log, up to what was committed, and replayed where they disagree. Not within all of the time where others
 * project meanwhile: the end of a projector harms nothing that was committed, only that of a warehouse does.
 */
export const repairRecent = Effect.fnUntraced(function* (state: ProjectorState, options: ProjectorOptions) {
  const committed = yield* committedPositions;
  const { gridSize } = options;
  const from = mapOffsets(committed, (end) =>
    Math.max(0, (Math.ceil(end / gridSize) - recentGrids) * gridSize),
  );
  for (const range of gridsOf(from, committed, gridSize)) {
    const [costs] = yield* Effect.timed(settle(state, options, range));
    if (options.shared) yield* Effect.sleep(Duration.times(costs, restPerWork));
  }
});

/**
 * Compares each grid once it is closed, for ever, within a tenth of the time; a mismatch is logged, counted
 * and replayed. How far it is, is kept: a restart goes on there, as long as the same tables stand.
 */
export const auditClosedGrids = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    const { gridSize } = options;
    const store = yield* ProjectionStore;
    const { recorded } = yield* retrying(store.standing);
    const kept = yield* readCheckpoints([checkpointNames.audited, checkpointNames.auditedOf]);
    const same = (kept.get(checkpointNames.auditedOf) ?? recorded) === recorded;
    if (!same)
      yield* Effect.logWarning("other tables stand than those that were audited: auditing all of it");
    const audited = same ? parsePositions(kept.get(checkpointNames.audited)) : {};
    const closed = mapOffsets(yield* committedPositions, (end) => Math.floor(end / gridSize) * gridSize);
    const reached = new Map(
      Object.entries(closed).map(([t, offsets]) => [t, offsets.map((_, p) => audited[t]?.[p] ?? 0)]),
    );
    for (const range of gridsOf(audited, closed, gridSize)) {
      const [costs] = yield* Effect.timed(settle(state, options, range));
      // A rebuild has exchanged them, and said so: what was audited here is no news about those.
      if ((yield* retrying(store.standing)).recorded !== recorded) return;
      reached.get(range.topic)?.splice(range.partition, 1, range.hi + 1);
      yield* writeCheckpoints([
        { name: checkpointNames.audited, value: formatPositions(Object.fromEntries(reached)) },
        { name: checkpointNames.auditedOf, value: recorded },
      ]);
      yield* Effect.sleep(Duration.times(costs, restPerWork));
    }
    yield* Effect.sleep(auditEveryMs);
  }).pipe(Effect.forever);
