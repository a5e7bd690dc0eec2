import { kafkaVersions } from "@rapport/local-kafka/kafkaJars";
import { eventLogContract } from "@rapport/testing/eventLogContract";
import { startKafkaForTests } from "@rapport/testing/servers/kafkaForTests";
import { afterAll } from "vitest";
import { kafkaLogUnderTest } from "./kafkaLogUnderTest.ts";

// Beside the run's broker, the newest of the line before it: many installations stay there for years.
const kafka = await startKafkaForTests(kafkaVersions.previous);
afterAll(kafka.stop);

eventLogContract(`the log on Kafka ${kafka.version}`, () => kafkaLogUnderTest(kafka.brokers));
