import { EventLog } from "@rapport/event-log/EventLog";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import type { KnownProgress } from "@rapport/runtime/known/knownRequests";
import { Data, Effect } from "effect";
import { projectedTopics, type ProjectorOptions } from "../config.ts";
import { committedPositions, endPositions, type Positions } from "../Positions.ts";
import type { ProjectedRecord, RangeDigest } from "../ProjectionStore.ts";
import { partitionKey } from "../ProjectorState.ts";
import { digestOf, emptyDigest, joinDigests, sameDigest } from "../RangeDigest.ts";
import { projectRecords } from "../ReadRange.ts";
import { writeProven } from "../WriteProven.ts";
import type { KnownStore, KnownStoresApi } from "./KnownStores.ts";

/** The database of a moment did not hold what the log holds of it. */
export class KnownMismatch extends Data.TaggedError("KnownMismatch")<{
  readonly topic: string;
  readonly partition: number;
  readonly inLog: RangeDigest;
  readonly inWarehouse: RangeDigest;
}> {
  override get message() {
    return `${this.topic}/${this.partition} holds ${this.inLog.count} records in the log, ${this.inWarehouse.count} in the database made of them (or other ones)`;
  }
}

/** When a record came to be known: its event's recording, or that of the dead letter it has become. */
const recordedAt = ({ outcome }: ProjectedRecord): number =>
  outcome.kind === "event" ? outcome.event.recordedAt : outcome.letter.recordedAt;

/** The stretch of each partition in which something can have been recorded by the moment, from offset 0. */
const reachOf = Effect.fnUntraced(function* (stores: KnownStoresApi, momentMs: number) {
  // In this order: what is projected between the two is looked at in the log.
  const committed = yield* committedPositions;
  const ends = yield* endPositions;
  const last = yield* retrying(stores.lastRecorded(momentMs));
  const reach = (topic: string, end: number, partition: number): number =>
    (committed[topic]?.[partition] ?? 0) < end ? end : (last.get(partitionKey(topic, partition)) ?? 0);
  return Object.fromEntries(
    Object.entries(ends).map(([topic, offsets]) => [topic, offsets.map((end, p) => reach(topic, end, p))]),
  ) satisfies Positions;
});

/** Told how far it is, often. */
export type Advance = (progress: KnownProgress) => Effect.Effect<void>;

/**
 * Projects what was recorded by the moment, in the order of the log, with the code that projects the present, and
 * derives directory, conversations and books from it, these with the moment for a clock. Answers how many records that was. Records that no contract accepts
 * become dead letters there too, and are not raised again.
 */
export const fillKnown = Effect.fn("projector.fillKnown")(function* (
  stores: KnownStoresApi,
  { momentMs, store }: KnownStore,
  options: ProjectorOptions,
  epoch: number,
  advance: Advance,
) {
  const log = yield* EventLog;
  const reach = yield* reachOf(stores, momentMs);
  const total = Object.values(reach)
    .flat()
    .reduce((a, b) => a + b, 0);
  let done = 0;
  let held = 0;
  const fillPartition = Effect.fnUntraced(function* (topic: string, partition: number, end: number) {
    let digest = emptyDigest;
    for (let lo = 0; lo < end;) {
      const raw = yield* retrying(log.read(topic, partition, lo, Math.min(options.gridSize, end - lo)));
      const hi = raw.at(-1)?.offset;
      if (hi === undefined)
        return yield* Effect.die(new Error(`the log of ${topic}/${partition} ended at ${lo}, not at ${end}`));
      const all = yield* projectRecords(topic, partition, raw, options.codeVersion);
      const records = all.filter((record) => recordedAt(record) <= momentMs);
      if (records.length > 0)
        yield* writeProven(
          store,
          { topic, partition, lo, hi, epoch, records },
          { attempt: 1, doubtful: false, rollsUp: false, beforeAttempt: () => Effect.void },
        );
      digest = joinDigests(digest, digestOf(records));
      held += records.length;
      done += hi + 1 - lo;
      lo = hi + 1;
      yield* advance({ unit: "records", done, total });
    }
    if (end === 0) return;
    const inWarehouse = yield* retrying(store.digest(topic, partition, 0, end - 1));
    if (!sameDigest(digest, inWarehouse))
      return yield* new KnownMismatch({ topic, partition, inLog: digest, inWarehouse });
  });
  for (const topic of projectedTopics)
    for (const [partition, end] of (reach[topic] ?? []).entries())
      yield* fillPartition(topic, partition, end);
  yield* retrying(store.rollUpAll);
  yield* retrying(store.refreshDirectory);
  yield* retrying(store.refreshConversations);
  const report: ReportProgress = (update) =>
    advance({ unit: "months", done: update.done, total: update.total ?? update.done });
  // Nothing is known of what its books were derived from: they are derived whole.
  yield* retrying(store.refreshBooks({ positions: {}, sign: "", at: momentMs, report }));
  return held;
});
