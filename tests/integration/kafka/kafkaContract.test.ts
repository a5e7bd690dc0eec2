import { eventLogContract } from "@rapport/testing/eventLogContract";
import { inject } from "vitest";
import { kafkaLogUnderTest } from "./kafkaLogUnderTest.ts";

const { brokers, version } = inject("kafka");

eventLogContract(`the log on Kafka ${version ?? "of the environment"}`, () => kafkaLogUnderTest(brokers));
