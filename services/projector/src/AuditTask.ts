import { Clock, Effect } from "effect";
import { auditRange, type AuditedRange, describeMismatch, gridsBetween } from "./Audit.ts";
import { checkpointNames, readCheckpoint, writeCheckpoint } from "./Checkpoints.ts";
import { projectedTopics, type ProjectorOptions } from "./config.ts";
import { committedPositions, formatPositions, parsePositions, type Positions } from "./Positions.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import type { ProjectorState } from "./ProjectorState.ts";
import { projectRecords, readRange } from "./ReadRange.ts";
import { writeProven } from "./WriteProven.ts";

const auditEveryMs = 60_000;
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
  yield* writeProven(
    store,
    { topic, partition, lo, hi, epoch: state.epoch, records },
    {
      attempt: yield* Clock.currentTimeMillis,
      doubtful: false,
      beforeAttempt: () => Effect.void,
    },
  );
  yield* Effect.logWarning(`replayed records ${lo} to ${hi} of ${topic}/${partition}`);
});

const eachGrid = Effect.fnUntraced(function* (
  from: (topic: string, partition: number, end: number) => number,
  to: Positions,
  options: ProjectorOptions,
  onMismatch: (range: AuditedRange) => ReturnType<typeof repair>,
) {
  for (const topic of projectedTopics)
    for (const [partition, end] of (to[topic] ?? []).entries())
      for (const range of gridsBetween(
        topic,
        partition,
        from(topic, partition, end),
        end,
        options.gridSize,
      )) {
        const mismatch = yield* auditRange(range, options.codeVersion);
        if (mismatch === null) continue;
        yield* Effect.logError(`audit: ${describeMismatch(mismatch)}`);
        yield* onMismatch(range);
      }
});

/** Marks this life as begun; true when the last one did not end cleanly. */
export const beginLife = Effect.gen(function* () {
  const last = yield* readCheckpoint(checkpointNames.life);
  yield* writeCheckpoint(checkpointNames.life, "running");
  return last === "running";
});

/** Marks this life as ended cleanly. */
export const endLife = writeCheckpoint(checkpointNames.life, "ended");

/**
 * After an unclean end (a killed process, a power cut) the last grids of each partition are compared with
 * the log, up to what was committed, and replayed where they disagree.
 */
export const repairRecent = Effect.fnUntraced(function* (state: ProjectorState, options: ProjectorOptions) {
  const committed = yield* committedPositions;
  const from = (_topic: string, _partition: number, end: number) =>
    Math.max(0, (Math.ceil(end / options.gridSize) - recentGrids) * options.gridSize);
  yield* state.gate.share(eachGrid(from, committed, options, (range) => repair(state, options, range)));
});

/** Compares each grid once it is closed, for ever; a mismatch is logged, counted and repaired. */
export const auditClosedGrids = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    const audited = parsePositions(yield* readCheckpoint(checkpointNames.audited));
    const committed = yield* committedPositions;
    const closed: Positions = Object.fromEntries(
      Object.entries(committed).map(([topic, offsets]) => [
        topic,
        offsets.map((offset) => Math.floor(offset / options.gridSize) * options.gridSize),
      ]),
    );
    if (formatPositions(closed) !== formatPositions(audited)) {
      const from = (topic: string, partition: number) => audited[topic]?.[partition] ?? 0;
      yield* state.gate.share(eachGrid(from, closed, options, (range) => repair(state, options, range)));
      yield* writeCheckpoint(checkpointNames.audited, formatPositions(closed));
    }
    yield* Effect.sleep(auditEveryMs);
  }).pipe(Effect.forever);
