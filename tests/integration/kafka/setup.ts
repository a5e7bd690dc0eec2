import { setTimeout as sleep } from "node:timers/promises";
import { findKafkaForTests, type KafkaForTests } from "@rapport/testing/servers/kafkaForTests";
import type { KafkaSuites } from "@rapport/testing/servers/kafkaSuites";
import { Kafka, logLevel } from "kafkajs";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The broker that all suites of this run share. Each puts a prefix of its own before its names. */
    kafka: KafkaForTests;
    /** The suites that this machine cannot run. */
    leftOut: KafkaSuites["leftOut"];
  }
}

/** Asks again every tenth of a second until there is an answer, a minute at most. */
const ask = async (question: () => Promise<unknown>): Promise<void> => {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    const failure = await question().then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    if (failure === null) return;
    if (performance.now() > giveUpAt) throw failure.cause;
    await sleep(100);
  }
};

/**
 * A new broker makes the topic of all groups at the first request for one, and is busy with that for a moment. Asked
 * here, so that no suite happens to be the first; by so many names that each of its partitions is loaded.
 */
const loadCoordinators = async (brokers: string): Promise<void> => {
  const kafka = new Kafka({ brokers: brokers.split(","), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    for (let i = 0; i < 50; i++) await ask(() => admin.fetchOffsets({ groupId: `nobody-${i}` }));
  } finally {
    await admin.disconnect();
  }
};

/** Finds or starts the broker of this run (`docs/testing.md`) and stops what it started. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { stop, ...kafka } = await findKafkaForTests(process.env["KAFKA_BROKERS"]);
  process.stdout.write(
    `Kafka for these tests: ${kafka.version ?? "of the environment"} at ${kafka.brokers} (${kafka.origin})\n`,
  );
  try {
    await loadCoordinators(kafka.brokers);
  } catch (failure) {
    await stop();
    throw new Error(`the Kafka at ${kafka.brokers} cannot be used: ${String(failure)}`, { cause: failure });
  }
  project.provide("kafka", kafka);
  return stop;
};
