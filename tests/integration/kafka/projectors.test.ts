import { inject } from "vitest";
import { sharedProjectionSuite } from "../support/sharedProjectionSuite.ts";
import { freshTopics } from "./logOnKafka.ts";

const freshLog = async () => {
  const { brokers } = inject("kafka");
  const { prefix = "" } = await freshTopics({ brokers: brokers.split(",") });
  return { kind: "kafka" as const, brokers, prefix };
};

sharedProjectionSuite("Kafka", { canStop: true, freshLog });
