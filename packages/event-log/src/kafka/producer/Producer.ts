import { Clock, Deferred, Effect, Exit, FiberSet, type Scope } from "effect";
import { maxBatchBytes } from "../../limits.ts";
import type { KafkaCluster } from "../KafkaCluster.ts";
import { failureOf, KafkaFailure } from "../KafkaFailure.ts";
import { type EncodedRecord, encodeBatch } from "../protocol/encodeBatch.ts";
import { retrying } from "../retrying.ts";
import { makeLeaderSlots, type SendBatch } from "./leaderSlots.ts";
import { makeProducerIds, type ProducerId, type ProducerIds } from "./ProducerIds.ts";

/** Records of one call for one partition, in order, that go into one batch: at most `maxBatchBytes`, or one record. */
export interface Piece {
  readonly topic: string;
  readonly partition: number;
  readonly records: ReadonlyArray<EncodedRecord>;
  readonly bytes: number;
}

export interface Producer {
  /**
   * Succeeds with the offset of each piece's first record when all replicas in sync have all of them. Pieces of one
   * partition stand in the log in the given order: once one failed, none behind it is written. A retriable failure
   * leaves open which pieces are written.
   */
  readonly send: (pieces: ReadonlyArray<Piece>) => Effect.Effect<ReadonlyArray<number>, KafkaFailure>;
}

/** One call of `send`. */
interface Call {
  failure: KafkaFailure | null;
  left: number;
  readonly offsets: number[];
  readonly done: Deferred.Deferred<ReadonlyArray<number>, KafkaFailure>;
}

interface Waiting {
  readonly piece: Piece;
  readonly call: Call;
  readonly index: number;
}

/** A partition's queue. One batch of it is under way at a time, so the order cannot change. */
interface Lane {
  readonly topic: string;
  readonly partition: number;
  waiting: Waiting[];
  running: boolean;
  producer: ProducerId | null;
  nextSequence: number;
}

const settle = ({ call, index }: Waiting, exit: Exit.Exit<number, KafkaFailure>): void => {
  call.left--;
  if (Exit.isSuccess(exit)) call.offsets[index] = exit.value;
  else call.failure ??= failureOfExit(exit);
  if (call.left > 0) return;
  Deferred.doneUnsafe(
    call.done,
    call.failure === null ? Exit.succeed(call.offsets) : Exit.fail(call.failure),
  );
};

const closed = new KafkaFailure({ code: "CLOSED", retriable: true, detail: "the log is closed" });

const failureOfExit = (exit: Exit.Failure<number, KafkaFailure>): KafkaFailure => {
  const reason = exit.cause.reasons[0];
  if (reason?._tag === "Fail") return reason.error;
  return reason?._tag === "Die" ? failureOf(reason.defect) : closed;
};

/** As many waiting pieces as fit a batch. Those of a call that has failed already are not written any more. */
const takeBatch = (lane: Lane): Waiting[] => {
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  let bytes = 0;
  for (const waiting of lane.waiting) {
    if (waiting.call.failure !== null) settle(waiting, Exit.fail(waiting.call.failure));
    else if (left.length > 0 || (taken.length > 0 && bytes + waiting.piece.bytes > maxBatchBytes)) {
      left.push(waiting);
    } else {
      taken.push(waiting);
      bytes += waiting.piece.bytes;
    }
  }
  lane.waiting = left;
  return taken;
};

/** The brokers lost count of this producer, or it of itself: a new one begins at 0. */
const countLost = new Set([
  "OUT_OF_ORDER_SEQUENCE_NUMBER",
  "UNKNOWN_PRODUCER_ID",
  "INVALID_PRODUCER_EPOCH",
  "INVALID_PRODUCER_ID_MAPPING",
  "DUPLICATE_SEQUENCE_NUMBER",
]);

/** How long the end of the scope waits for what is under way. */
const drainMs = 5000;

/** Numbers are 32 bits; nobody has yet come to their end. */
const highestSequence = 0x7fff_ffff;

interface Deps {
  readonly cluster: KafkaCluster;
  readonly ids: ProducerIds;
  readonly sendBatch: SendBatch;
}

/** Writes one batch; succeeds with its first offset. The same bytes are sent again until the brokers say yes or no. */
const deliver = ({ cluster, ids, sendBatch }: Deps, lane: Lane, records: ReadonlyArray<EncodedRecord>) => {
  let prepared: { readonly producer: ProducerId; readonly batch: Buffer } | null = null;
  const prepare = Effect.gen(function* () {
    if (lane.producer !== null && lane.nextSequence + records.length > highestSequence) {
      ids.discard(lane.producer);
    }
    const producer = yield* ids.current;
    if (lane.producer !== producer) {
      lane.producer = producer;
      lane.nextSequence = 0;
    }
    const state = { ...producer, firstSequence: lane.nextSequence };
    const nowMs = yield* Clock.currentTimeMillis;
    const batch = yield* Effect.tryPromise({
      try: () => encodeBatch(records, state, nowMs),
      catch: failureOf,
    });
    return { producer, batch };
  });
  const attempt = Effect.gen(function* () {
    prepared ??= yield* prepare;
    const { producer, batch } = prepared;
    const leader = yield* cluster.leader(lane.topic, lane.partition);
    const part = { topic: cluster.nameOf(lane.topic), partition: lane.partition, batch };
    return yield* Effect.catch(sendBatch(leader, part), (failure) => {
      if (!countLost.has(failure.code)) return Effect.fail(failure);
      ids.discard(producer);
      prepared = null;
      const { code, detail } = failure;
      return Effect.fail(new KafkaFailure({ code, detail, retriable: true }));
    });
  });
  const what = `append to ${lane.topic}/${lane.partition}`;
  return retrying(what, cluster.settings.deliveryTimeoutMs, attempt).pipe(
    Effect.tap(() =>
      Effect.sync(() => {
        lane.nextSequence += records.length;
      }),
    ),
    Effect.tapError(() =>
      Effect.sync(() => {
        // Whether the batch stands in the log is open now, and with it what number comes next.
        if (prepared !== null) ids.discard(prepared.producer);
      }),
    ),
  );
};

const work = (deps: Deps, lane: Lane): Effect.Effect<void> =>
  Effect.gen(function* () {
    while (true) {
      const batch = takeBatch(lane);
      if (batch.length === 0) break;
      const exit = yield* Effect.exit(
        deliver(
          deps,
          lane,
          batch.flatMap(({ piece }) => piece.records),
        ),
      );
      let sent = 0;
      for (const waiting of batch) {
        const at = sent;
        settle(
          waiting,
          Exit.map(exit, (offset) => offset + at),
        );
        sent += waiting.piece.records.length;
      }
    }
    lane.running = false;
  });

/**
 * An idempotent producer (KIP-98) with acks = all, over the requests of kafkajs' connections. kafkajs' own takes its
 * numbering back when a send fails whose batch the broker may have, gives up a whole request for one partition's
 * error, and chooses partitions anew with each try.
 *
 * One batch per partition is under way; what comes meanwhile gathers for the next. A failure that may pass is tried
 * again for `deliveryTimeoutMs`. The end of the scope waits a few seconds for what is under way, then fails it.
 */
export const makeProducer = (cluster: KafkaCluster): Effect.Effect<Producer, never, Scope.Scope> =>
  Effect.gen(function* () {
    const run = yield* FiberSet.makeRuntime<never, void, never>();
    const deps: Deps = {
      cluster,
      ids: makeProducerIds(cluster),
      sendBatch: makeLeaderSlots(cluster, (effect) => {
        run(effect);
      }),
    };
    const lanes = new Map<string, Lane>();
    const calls = new Set<Call>();
    let isClosed = false;
    yield* Effect.addFinalizer(() =>
      Effect.gen(function* () {
        isClosed = true;
        const ends = Array.from(calls, ({ done }) => Effect.exit(Deferred.await(done)));
        yield* Effect.timeoutOption(Effect.all(ends, { concurrency: "unbounded" }), drainMs);
        for (const { done } of calls) Deferred.doneUnsafe(done, Exit.fail(closed));
      }),
    );
    const laneOf = ({ topic, partition }: Piece): Lane => {
      const key = `${topic}/${partition}`;
      const fresh = { topic, partition, waiting: [], running: false, producer: null, nextSequence: 0 };
      const lane: Lane = lanes.get(key) ?? fresh;
      lanes.set(key, lane);
      return lane;
    };
    return {
      send: (pieces) =>
        Effect.suspend(() => {
          if (pieces.length === 0) return Effect.succeed([]);
          if (isClosed) return Effect.fail(closed);
          const done = Deferred.makeUnsafe<ReadonlyArray<number>, KafkaFailure>();
          const call: Call = { failure: null, left: pieces.length, offsets: [], done };
          calls.add(call);
          for (const [index, piece] of pieces.entries()) {
            const lane = laneOf(piece);
            lane.waiting.push({ piece, call, index });
            if (lane.running) continue;
            lane.running = true;
            run(work(deps, lane));
          }
          run(
            Effect.exit(Deferred.await(done)).pipe(
              Effect.andThen(
                Effect.sync(() => {
                  calls.delete(call);
                }),
              ),
            ),
          );
          return Deferred.await(done);
        }),
    };
  });
