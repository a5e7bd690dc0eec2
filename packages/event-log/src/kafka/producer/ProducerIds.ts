import { Effect } from "effect";
import type { KafkaCluster } from "../KafkaCluster.ts";
import type { KafkaFailure } from "../KafkaFailure.ts";

/** What the brokers know an idempotent producer by (KIP-98): its batches are numbered per partition from 0. */
export interface ProducerId {
  readonly producerId: number;
  readonly producerEpoch: number;
}

export interface ProducerIds {
  /** The present one, asked for when there is none. All who ask at once get the same. */
  readonly current: Effect.Effect<ProducerId, KafkaFailure>;
  /** Never used again: after a batch that may or may not stand in the log its numbering proves nothing. */
  readonly discard: (producer: ProducerId) => void;
}

export const makeProducerIds = (cluster: KafkaCluster): ProducerIds => {
  let present: ProducerId | null = null;
  const ask = Effect.gen(function* () {
    const broker = yield* cluster.anyBroker;
    const { producerId, producerEpoch } = yield* cluster.call(broker, (asked) =>
      asked.initProducerId({ transactionTimeout: 60_000 }),
    );
    // Whoever asked at the same time was first: one id for all.
    present ??= { producerId: Number(producerId), producerEpoch };
    return present;
  });
  return {
    current: Effect.suspend(() => (present === null ? ask : Effect.succeed(present))),
    discard: (producer) => {
      if (present === producer) present = null;
    },
  };
};
