import { Deferred, Effect, Exit } from "effect";
import type { KafkaCluster } from "../KafkaCluster.ts";
import { failureOf, KafkaFailure } from "../KafkaFailure.ts";
import { type Broker, errorOfCode } from "../kafkajsInternals.ts";
import { type ProduceAnswer, type ProducePartition, produceRequest } from "../protocol/produce.ts";

interface Waiting {
  readonly part: ProducePartition;
  /** The first record's offset. */
  readonly answered: Deferred.Deferred<number, KafkaFailure>;
}

interface Slot {
  waiting: Waiting[];
  busy: boolean;
}

/** Sends one partition's batch to its leader; succeeds with the offset of its first record. */
export type SendBatch = (leader: Broker, part: ProducePartition) => Effect.Effect<number, KafkaFailure>;

const exitOf = (
  part: ProducePartition,
  answers: ReadonlyArray<ProduceAnswer>,
): Exit.Exit<number, KafkaFailure> => {
  const answer = answers.find((own) => own.topic === part.topic && own.partition === part.partition);
  if (answer === undefined) {
    const detail = `the broker's answer says nothing about ${part.topic}/${part.partition}`;
    return Exit.fail(new KafkaFailure({ code: "UNEXPECTED", retriable: false, detail }));
  }
  if (answer.errorCode === 0) return Exit.succeed(answer.baseOffset);
  const { code, retriable, detail } = failureOf(errorOfCode(answer.errorCode));
  const said = answer.errorMessage === "" ? detail : `${detail} (${answer.errorMessage})`;
  return Exit.fail(new KafkaFailure({ code, retriable, detail: said }));
};

/**
 * One request under way per leader, with the batches of as many partitions as wait for it: a broker answers a
 * connection's requests one after the other, each when its replicas have it, so what is sent together waits once.
 */
export const makeLeaderSlots = (
  cluster: KafkaCluster,
  run: (effect: Effect.Effect<void>) => void,
): SendBatch => {
  const slots = new Map<Broker, Slot>();

  const sendAll = (leader: Broker, slot: Slot): Effect.Effect<void> =>
    Effect.gen(function* () {
      // Lanes that were filled by one append come here within one turn of the event loop.
      yield* Effect.callback<void>((resume) => {
        setImmediate(() => resume(Effect.void));
      });
      const parts = slot.waiting;
      slot.waiting = [];
      const sent = yield* Effect.exit(
        cluster.call(leader, ({ connectionPool }) =>
          connectionPool.send(
            produceRequest(
              parts.map(({ part }) => part),
              // Before we take the request for lost: its answer says more than silence.
              0.8 * cluster.settings.requestTimeoutMs,
            ),
          ),
        ),
      );
      for (const { part, answered } of parts) {
        Deferred.doneUnsafe(
          answered,
          Exit.isSuccess(sent) ? exitOf(part, sent.value) : Exit.failCause(sent.cause),
        );
      }
      if (slot.waiting.length > 0) return yield* sendAll(leader, slot);
      slot.busy = false;
    });

  return (leader, part) =>
    Effect.suspend(() => {
      const slot = slots.get(leader) ?? { waiting: [], busy: false };
      slots.set(leader, slot);
      const answered = Deferred.makeUnsafe<number, KafkaFailure>();
      slot.waiting.push({ part, answered });
      if (!slot.busy) {
        slot.busy = true;
        run(sendAll(leader, slot));
      }
      return Effect.tapError(Deferred.await(answered), (failure) =>
        Effect.sync(() => {
          if (failure.retriable) cluster.forget();
        }),
      );
    });
};
