import { randomUUID } from "node:crypto";
import { EventLog, type NewRecord } from "@rapport/event-log/EventLog";
import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import { applyTopics } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { Context, Effect, Layer, type Scope } from "effect";

/** The topics of `infra/kafka/topics.yaml` on a broker of one node, under a prefix of their own. */
export const freshTopics = async (options: Omit<KafkaOptions, "prefix">): Promise<KafkaOptions> => {
  const fresh = { ...options, prefix: `log-${randomUUID().slice(0, 8)}.` };
  await Effect.runPromise(applyTopics({ ...fresh, replicationFactor: 1 }));
  return fresh;
};

/** Opens the log until the scope ends. */
export const openLog = (options: KafkaOptions): Effect.Effect<EventLog["Service"], unknown, Scope.Scope> =>
  Effect.map(Layer.build(Layer.fresh(KafkaEventLog.layer(options))), Context.get(EventLog));

export const record = (key: string, value: string): NewRecord => ({ key, value: Buffer.from(value) });

/** All of a partition. */
export const readAll = (log: EventLog["Service"], topic: string, partition: number) =>
  Effect.gen(function* () {
    const texts: string[] = [];
    while (true) {
      const found = yield* log.read(topic, partition, texts.length, 1000);
      if (found.length === 0) return texts;
      texts.push(...found.map(({ value }) => Buffer.from(value).toString()));
    }
  });
