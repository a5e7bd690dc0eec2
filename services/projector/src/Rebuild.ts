import { Clock, Data, Deferred, Effect } from "effect";
import { EventLog } from "@rapport/event-log/EventLog";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { checkpointNames, readCheckpoint, writeCheckpoint, writeCheckpoints } from "./Checkpoints.ts";
import { readDeadLetters } from "./DeadLetters.ts";
import { projectedTopics, type ProjectorOptions } from "./config.ts";
import { liftHold, takeHold } from "./Hold.ts";
import { endPositions, type Positions, positionsUnderWay, total } from "./Positions.ts";
import { ProjectionStore, type RangeDigest } from "./ProjectionStore.ts";
import { partitionKey, type ProjectorState } from "./ProjectorState.ts";
import { digestOf, emptyDigest, joinDigests, sameDigest } from "./RangeDigest.ts";
import { projectRecords } from "./ReadRange.ts";
import { raiseLetters } from "./raiseLetters.ts";
import { refreshedCheckpoints } from "./Refresh.ts";
import { type Shadow, ShadowProjection } from "./ShadowProjection.ts";
import { writeProven } from "./WriteProven.ts";

/** The shadow did not hold what the log holds; the live tables were left as they are. */
export class RebuildMismatch extends Data.TaggedError("RebuildMismatch")<{
  readonly topic: string;
  readonly partition: number;
  readonly inLog: RangeDigest;
  readonly inWarehouse: RangeDigest;
}> {
  override get message() {
    return `rebuild: ${this.topic}/${this.partition} holds ${this.inLog.count} records in the log, ${this.inWarehouse.count} in the rebuilt tables (or other ones). The present tables were kept; run the rebuild again.`;
  }
}

/** Whether the tables were exchanged is not known: nothing may be written before the process began anew. */
export class ExchangeInDoubt extends Data.TaggedError("ExchangeInDoubt")<{ readonly cause: unknown }> {
  override get message() {
    return `rebuild: the exchange of the tables failed, or its answer was lost (${String(this.cause)}). Every table is whole, the old one or the new one. Start again; then run \`rapport rebuild\` again.`;
  }
}

export interface RebuildOutcome {
  readonly epoch: number;
  readonly records: number;
  readonly elapsedMs: number;
}

/** Records behind the log's end at which the rebuild stops chasing it and closes the gate for the rest. */
const smallGap = 1_000;
/** Rounds of chasing before it closes the gate anyway. */
const maxRounds = 20;

/** How far the shadow is, and what it must hold so far, by `topic/partition`. */
interface Replay {
  readonly store: ProjectionStore["Service"];
  readonly epoch: number;
  readonly next: Map<string, number>;
  /**
   * Batch by batch, or, at first, all days at once behind the facts: in shuffled mail every batch touches
   * nearly every day, and rolling each up would take the square of the log's length.
   */
  readonly rollsUp: boolean;
  /** Of the first insert of a range; above 1 each is compared with what the store holds afterwards. */
  readonly attempt: number;
  readonly digests: Map<string, RangeDigest>;
  /** Ids of the dead letters that stand in the log already. */
  readonly letters: ReadonlySet<string>;
}

/** Replays one partition up to `end` (exclusive), cut at the borders of the grid wherever it starts. */
const replayPartition = Effect.fnUntraced(function* (
  replay: Replay,
  options: ProjectorOptions,
  topic: string,
  partition: number,
  end: number,
) {
  const log = yield* EventLog;
  const key = partitionKey(topic, partition);
  let lo = replay.next.get(key) ?? 0;
  while (lo < end) {
    const border = (Math.floor(lo / options.gridSize) + 1) * options.gridSize;
    const raw = yield* retrying(log.read(topic, partition, lo, Math.min(border, end) - lo));
    const hi = raw.at(-1)?.offset;
    if (hi === undefined)
      return yield* Effect.die(new Error(`the log of ${key} ended at ${lo}, not at ${end}`));
    const records = yield* projectRecords(topic, partition, raw, options.codeVersion);
    // What this version refuses and an earlier one took.
    yield* raiseLetters(records, replay.letters);
    yield* writeProven(
      replay.store,
      { topic, partition, lo, hi, epoch: replay.epoch, records },
      {
        attempt: replay.attempt,
        doubtful: false,
        rollsUp: replay.rollsUp,
        beforeAttempt: () => Effect.void,
      },
    );
    replay.digests.set(key, joinDigests(replay.digests.get(key) ?? emptyDigest, digestOf(records)));
    lo = hi + 1;
    replay.next.set(key, lo);
  }
});

const replayUpTo = Effect.fnUntraced(function* (replay: Replay, options: ProjectorOptions, end: Positions) {
  for (const topic of projectedTopics)
    for (const [partition, offset] of (end[topic] ?? []).entries()) {
      yield* replayPartition(replay, options, topic, partition, offset);
      const done = [...replay.next.values()].reduce((a, b) => a + b, 0);
      yield* options.report({ label: "rebuild", unit: "records", done, total: total(end) });
    }
});

const verify = Effect.fnUntraced(function* (replay: Replay) {
  for (const topic of projectedTopics)
    for (const [key, end] of replay.next) {
      if (!key.startsWith(`${topic}/`) || end === 0) continue;
      const partition = Number(key.slice(topic.length + 1));
      const inWarehouse = yield* retrying(replay.store.digest(topic, partition, 0, end - 1));
      const inLog = replay.digests.get(key) ?? emptyDigest;
      if (!sameDigest(inLog, inWarehouse))
        return yield* new RebuildMismatch({ topic, partition, inLog, inWarehouse });
    }
});

/** Where the shadow is, or whoever projects may be, whichever is further. */
const meetingPoint = (replay: Replay, underWay: Positions): Positions =>
  Object.fromEntries(
    Object.entries(underWay).map(([topic, offsets]) => [
      topic,
      offsets.map((offset, p) => Math.max(offset, replay.next.get(partitionKey(topic, p)) ?? 0)),
    ]),
  );

/**
 * What was inserted into the old tables in spite of the hold, by a process that waited for too long: every such
 * range had its intent before the exchange, so it is written once more, now that the new tables stand.
 */
const makeUp = Effect.fnUntraced(function* (replay: Replay, options: ProjectorOptions) {
  const store = yield* ProjectionStore;
  const end = meetingPoint(replay, yield* positionsUnderWay);
  const attempt = yield* Clock.currentTimeMillis;
  yield* replayUpTo({ ...replay, store, attempt, rollsUp: true }, options, end);
});

const answerWithinMs = 5_000;

/**
 * Ends the process by a defect, which is answered to who asked for the rebuild first. Should the chores be lost at
 * the same moment, that would be the end of it, with the gate closed for good: so the process is doomed as well.
 */
const endInDoubt = (state: ProjectorState, inDoubt: ExchangeInDoubt) =>
  Effect.sleep(answerWithinMs).pipe(
    Effect.andThen(Deferred.die(state.doomed, inDoubt)),
    Effect.forkDetach,
    Effect.andThen(Effect.die(inDoubt)),
  );

/** The last stretch, with all who project held still: nothing they wrote can be missing after the exchange. */
const finish = Effect.fnUntraced(function* (
  replay: Replay,
  options: ProjectorOptions,
  state: ProjectorState,
  shadow: Shadow,
) {
  const store = yield* ProjectionStore;
  const disturbed = yield* readCheckpoint(checkpointNames.disturbed);
  const end = meetingPoint(replay, yield* positionsUnderWay);
  yield* replayUpTo(replay, options, end);
  yield* retrying(replay.store.refreshDirectory);
  yield* retrying(replay.store.refreshConversations);
  yield* verify(replay);
  // A defect, so that it ends the process: a batch written amid a late exchange would be lost.
  yield* Effect.catch(shadow.exchange, (cause) => endInDoubt(state, new ExchangeInDoubt({ cause })));
  state.epoch = replay.epoch;
  yield* makeUp(replay, options);
  const standing = yield* retrying(store.standing);
  yield* writeCheckpoints([
    ...refreshedCheckpoints(end, standing, disturbed),
    { name: checkpointNames.auditedOf, value: standing.recorded },
    // Of these tables nobody has derived any.
    { name: checkpointNames.books, value: "" },
  ]);
  yield* state.refreshed.open;
});

/**
 * Holds all other processes and this one's own batches still while `last` runs. Where it is not known whether the
 * tables were exchanged (a defect, an interruption), the hold stays: whoever takes the work over makes sure first
 * that nothing is exchanged any more.
 */
const alone = <E, R>(state: ProjectorState, last: Effect.Effect<void, E, R>) =>
  Effect.sync(() => (state.holding = true)).pipe(
    Effect.andThen(takeHold(state)),
    Effect.andThen(state.gate.alone(last)),
    Effect.tapError(() => Effect.ignore(liftHold)),
    Effect.andThen(liftHold),
    Effect.ensuring(Effect.sync(() => (state.holding = false))),
  );

/**
 * Builds the whole projection anew from the log and puts it in place of the present one.
 *
 * Runs in the one process that does the chores of all (`choresOf`). A new epoch goes into empty shadow tables,
 * from offset 0 on a fixed grid; whoever projects goes on meanwhile. When the gap is small, all are held still,
 * other processes by `takeHold`, this one by its gate: no insert is begun, and no refresh is under way, while the
 * shadow gets the rest up to where anybody may have written, is compared with the log (count and XOR of ids per
 * partition) and is exchanged, table by table, each whole. So what was projected meanwhile is in both. A rebuild
 * that is interrupted before the exchange leaves the live tables untouched; one that is interrupted amid it leaves
 * every table whole, some old and some new. Either way it starts over from empty shadow tables. Readers see the
 * old tables or the new ones. An exchange that fails ends the process, with the gate and the hold still closed.
 */
export const rebuild = Effect.fn("projector.rebuild")(function* (
  state: ProjectorState,
  options: ProjectorOptions,
) {
  const startedAt = yield* Clock.currentTimeMillis;
  // An interrupted rebuild has used up an epoch as well.
  const last = Number((yield* readCheckpoint(checkpointNames.epoch)) ?? "1");
  const epoch = Math.max(state.epoch, last) + 1;
  yield* writeCheckpoint(checkpointNames.epoch, String(epoch));
  const shadow = yield* retrying((yield* ShadowProjection).begin);
  const replay: Replay = {
    store: shadow.store,
    epoch,
    next: new Map(),
    rollsUp: true,
    attempt: 1,
    digests: new Map(),
    letters: new Set((yield* readDeadLetters).keys()),
  };
  const replayed = () => [...replay.next.values()].reduce((a, b) => a + b, 0);
  const build = Effect.gen(function* () {
    for (let round = 0; round < maxRounds; round++) {
      const end = yield* endPositions;
      if (round > 0 && total(end) - replayed() <= smallGap) break;
      yield* replayUpTo({ ...replay, rollsUp: round > 0 }, options, end);
      if (round === 0) yield* retrying(replay.store.rollUpAll);
    }
    yield* alone(state, finish(replay, options, state, shadow));
  });
  // Done or failed, what stands under the shadow's names is of no use any more.
  yield* Effect.ensuring(build, Effect.ignore(shadow.discard));
  const elapsedMs = (yield* Clock.currentTimeMillis) - startedAt;
  return { epoch, records: replayed(), elapsedMs } satisfies RebuildOutcome;
});
