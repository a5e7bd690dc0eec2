import { eventLogContract } from "@rapport/testing/eventLogContract";
import { afterAll, inject } from "vitest";
import { kafkaLogs } from "./kafkaLogUnderTest.ts";

const { brokers, version } = inject("kafka");
const logs = kafkaLogs(brokers);
afterAll(logs.close);

eventLogContract(`the log on Kafka ${version ?? "of the environment"}`, logs.makeLog);
