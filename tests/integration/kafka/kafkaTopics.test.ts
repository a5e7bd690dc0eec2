import { randomUUID } from "node:crypto";
import { it } from "@effect/vitest";
import { createTopics } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { openAdmin } from "@rapport/event-log/kafka/topics/openAdmin";
import type { TopicSpec } from "@rapport/event-log/kafka/topics/topicSpecs";
import { Effect } from "effect";
import { expect, inject } from "vitest";

const { brokers } = inject("kafka");

// With kafkajs' own waiting every second time failed: the broker that is asked hears of a topic a moment later.
it.live("topics are made, and there when that is said, twenty times in a row", () =>
  Effect.gen(function* () {
    const admin = yield* openAdmin({ brokers: brokers.split(",") });
    for (let turn = 0; turn < 20; turn++) {
      const name = `topics-${randomUUID().slice(0, 8)}`;
      const specs: ReadonlyArray<TopicSpec> = ["a", "b", "c"].map((end) => ({
        name: `${name}.${end}`,
        partitions: 4,
        replicationFactor: 1,
        config: { "retention.ms": "-1" },
      }));
      yield* createTopics(admin, specs);
      const topics = yield* Effect.promise(() =>
        admin.fetchTopicMetadata({ topics: specs.map((spec) => spec.name) }),
      );
      expect(topics.topics.map(({ partitions }) => partitions.length)).toEqual([4, 4, 4]);
    }
  }).pipe(Effect.scoped),
);
