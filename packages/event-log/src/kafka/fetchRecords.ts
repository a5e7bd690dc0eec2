import { Effect } from "effect";
import type { LogRecord } from "../EventLog.ts";
import type { KafkaCluster } from "./KafkaCluster.ts";
import { failureOf, type KafkaFailure } from "./KafkaFailure.ts";
import { type Broker, errorOfCode } from "./kafkajsInternals.ts";
import { decodeBatches } from "./protocol/decodeBatches.ts";
import { type FetchAnswer, type FetchLimits, type FetchPartition, fetchRequest } from "./protocol/fetch.ts";

/** What one fetch found of one partition. */
export interface FetchedRecords {
  readonly topic: string;
  readonly partition: number;
  /** All whole batches that came, from the offset asked for: there is no bound but that of the bytes. */
  readonly records: ReadonlyArray<LogRecord>;
  /** Where to go on. */
  readonly nextOffset: number;
  /** The partition's end: next offset after what all replicas in sync have. */
  readonly endOffset: number;
  readonly failure: KafkaFailure | null;
}

const decode = async (asked: FetchPartition, answer: FetchAnswer): Promise<FetchedRecords> => {
  const { topic, partition, offset } = asked;
  const nothing = { topic, partition, records: [], nextOffset: offset, endOffset: answer.highWatermark };
  if (answer.errorCode !== 0) return { ...nothing, failure: failureOf(errorOfCode(answer.errorCode)) };
  try {
    return { ...nothing, ...(await decodeBatches(answer.batches, offset)), failure: null };
  } catch (error) {
    return { ...nothing, failure: failureOf(error) };
  }
};

/**
 * Fetches from those partitions of one leader at once; topics without prefix. Waits up to `maxWaitMs` for the first
 * record. Each partition has its own failure: that of one does not hide the records of others. Stale metadata is
 * forgotten.
 */
export const fetchRecords = (
  cluster: KafkaCluster,
  leader: Broker,
  partitions: ReadonlyArray<FetchPartition>,
  limits: FetchLimits,
): Effect.Effect<ReadonlyArray<FetchedRecords>, KafkaFailure> =>
  Effect.gen(function* () {
    const named = partitions.map((each) => ({ ...each, topic: cluster.nameOf(each.topic) }));
    const answers = yield* cluster.call(leader, ({ connectionPool }) =>
      connectionPool.send(fetchRequest(named, limits)),
    );
    const fetched = yield* Effect.promise(() =>
      Promise.all(
        answers.flatMap((answer) => {
          const at = named.findIndex(
            (own) => own.topic === answer.topic && own.partition === answer.partition,
          );
          const asked = partitions[at];
          return asked === undefined ? [] : [decode(asked, answer)];
        }),
      ),
    );
    if (fetched.some(({ failure }) => failure?.retriable === true)) cluster.forget();
    return fetched;
  });
