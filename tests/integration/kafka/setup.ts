import { findKafkaForTests, type KafkaForTests } from "@rapport/testing/servers/kafkaForTests";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The broker that all suites of this run share. Each puts a prefix of its own before its names. */
    kafka: KafkaForTests;
  }
}

/** Finds or starts the broker of this run (`docs/testing.md`) and stops what it started. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { stop, ...kafka } = await findKafkaForTests(process.env["KAFKA_BROKERS"]);
  process.stdout.write(
    `Kafka for these tests: ${kafka.version ?? "of the environment"} at ${kafka.brokers} (${kafka.origin})\n`,
  );
  project.provide("kafka", kafka);
  return stop;
};
