import { Clock, Data, Effect, Metric } from "effect";
import type { ConsumedBatch, LogRecord } from "@rapport/event-log/EventLog";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import type { ProjectorOptions } from "./config.ts";
import { checkpointNames, writeCheckpoint } from "./Checkpoints.ts";
import { passHold } from "./Hold.ts";
import { formatIntent, parseIntent } from "./Intent.ts";
import { metrics } from "./Metrics.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import { partitionKey, type ProjectorState } from "./ProjectorState.ts";
import { projectRecords, readRange } from "./ReadRange.ts";
import { raiseLetters } from "./raiseLetters.ts";
import { writeProven } from "./WriteProven.ts";

/** Records were skipped between two batches. The process stops: from the committed offset nothing is lost. */
export class DeliveryGap extends Data.TaggedError("DeliveryGap")<{
  readonly topic: string;
  readonly partition: number;
  readonly expected: number;
  readonly got: number;
}> {
  override get message() {
    return `projector: ${this.topic}/${this.partition} delivered record ${this.got} where ${this.expected} was next. Start again: it resumes at ${this.expected}.`;
  }
}

const heartbeatEveryMs = 3_000;

/** Keeps the partition while `work` lasts; losing it ends the work. */
const withHeartbeat = <A, E, R>(batch: ConsumedBatch, work: Effect.Effect<A, E, R>) =>
  Effect.raceFirst(work, Effect.forever(Effect.andThen(Effect.sleep(heartbeatEveryMs), batch.heartbeat)));

interface Pending {
  readonly attempt: number;
  readonly doubtful: boolean;
}

/** One range from intent to commit: dead letters, intent, insert, roll-up, commit. */
const projectRange = Effect.fnUntraced(function* (
  state: ProjectorState,
  options: ProjectorOptions,
  batch: ConsumedBatch,
  raw: ReadonlyArray<LogRecord>,
  pending: Pending,
) {
  const store = yield* ProjectionStore;
  const { topic, partition } = batch;
  const lo = raw[0]!.offset;
  const hi = raw.at(-1)!.offset;
  const records = yield* projectRecords(topic, partition, raw, options.codeVersion);
  yield* raiseLetters(records);
  const epoch = state.epoch;
  yield* writeProven(
    store,
    { topic, partition, lo, hi, epoch, records },
    {
      ...pending,
      beforeAttempt: (attempt) =>
        Effect.andThen(batch.commit(lo, formatIntent({ hi, epoch, attempt })), passHold(state)),
    },
  );
  yield* retrying(batch.commit(hi + 1, ""));
  state.positions.set(partitionKey(topic, partition), hi + 1);
  yield* state.dirty.open;
  const letters = records.filter((r) => r.outcome.kind === "dead_letter").length;
  const count = (outcome: string, n: number) =>
    Metric.update(Metric.withAttributes(metrics.records, { topic, outcome }), n);
  yield* count("event", records.length - letters);
  if (letters > 0) yield* count("dead_letter", letters);
  yield* Metric.update(Metric.withAttributes(metrics.batches, { topic }), 1);
});

/** The range a crash left pending, exactly as it was cut then, so that its digest can be compared. */
const recover = Effect.fnUntraced(function* (
  state: ProjectorState,
  options: ProjectorOptions,
  batch: ConsumedBatch,
  lo: number,
) {
  const intent = parseIntent(batch.committed.metadata);
  if (intent === null || batch.committed.offset !== lo) return lo;
  yield* Effect.logInfo(`recovering records ${lo} to ${intent.hi} of ${batch.topic}/${batch.partition}`);
  yield* Metric.update(metrics.recoveries, 1);
  const raw = yield* readRange(batch.topic, batch.partition, lo, intent.hi);
  yield* projectRange(state, options, batch, raw, { attempt: intent.attempt, doubtful: true });
  return intent.hi + 1;
});

const projectBatch = Effect.fnUntraced(function* (
  state: ProjectorState,
  options: ProjectorOptions,
  batch: ConsumedBatch,
) {
  const { topic, partition } = batch;
  const known = state.positions.get(partitionKey(topic, partition)) ?? 0;
  const position = yield* recover(state, options, batch, Math.max(batch.committed.offset, known));
  const fresh = batch.records.filter((r) => r.offset >= position);
  const first = fresh[0];
  if (first === undefined) return;
  if (first.offset !== position)
    return yield* new DeliveryGap({ topic, partition, expected: position, got: first.offset });
  yield* projectRange(state, options, batch, fresh, { attempt: 1, doubtful: false });
});

/**
 * Another owner has the partition now, and finds the intent. What this process inserted, or what may still be on
 * its way to the engine, changes no row that is there; but it may bring a copy back that was settled since
 * (`settleFacts`), so what is derived is derived anew.
 */
const drop = Effect.fnUntraced(function* (state: ProjectorState, batch: ConsumedBatch) {
  state.positions.delete(partitionKey(batch.topic, batch.partition));
  yield* Metric.update(metrics.dropped, 1);
  const now = yield* Clock.currentTimeMillis;
  yield* writeCheckpoint(checkpointNames.disturbed, `${state.member}-${now}`);
});

/**
 * Projects one delivered batch and commits it: intent, insert, roll-up, commit (03 2). What was projected
 * before is skipped, what a crash left pending is finished first, a gap stops the process. `StaleOwner`
 * passes through: the log drops the batch, and the new owner finds the intent.
 */
export const handleBatch = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.fnUntraced(function* (batch: ConsumedBatch) {
    const startedAt = yield* Clock.currentTimeMillis;
    const key = partitionKey(batch.topic, batch.partition);
    yield* withHeartbeat(batch, state.gate.share(projectBatch(state, options, batch))).pipe(
      Effect.tapErrorTag("StaleOwner", () => drop(state, batch)),
    );
    const elapsedMs = (yield* Clock.currentTimeMillis) - startedAt;
    yield* Metric.update(metrics.batchSeconds, elapsedMs / 1000);
    const behind = Math.max(0, batch.endOffset - (state.positions.get(key) ?? 0));
    yield* Metric.update(
      Metric.withAttributes(metrics.lag, { topic: batch.topic, partition: String(batch.partition) }),
      behind,
    );
  });
