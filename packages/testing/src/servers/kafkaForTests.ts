import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kafkaVersions } from "@rapport/local-kafka/kafkaJars";
import { startKafka } from "@rapport/local-kafka/LocalKafka";
import { haveDocker, haveLocalKafka } from "./toolsOfMachine.ts";

/** A broker of one node for tests, in plain text. */
export interface KafkaForTests {
  /** For `KAFKA_BROKERS`. */
  readonly brokers: string;
  readonly origin: "environment" | "Docker" | "local";
  /** Null when the environment named the broker. */
  readonly version: string | null;
}

export interface StartedKafka extends KafkaForTests {
  readonly stop: () => Promise<void>;
}

/**
 * A local broker in a folder of its own, which goes with it. Its session times may be as short as a second. Everything
 * a `startKafka` can be told is for tests that need more than one node, or a broker to kill.
 */
const startLocal = async (version: string): Promise<StartedKafka> => {
  const folder = await mkdtemp(join(tmpdir(), "rapport-kafka-"));
  const kafka = await startKafka({ nodes: 1, folder, version });
  return {
    brokers: kafka.brokers,
    origin: "local",
    version,
    stop: async () => {
      await kafka.stop();
      await rm(folder, { recursive: true });
    },
  };
};

/**
 * A broker for tests: in Docker where it answers, else from jars. Nobody has to start anything.
 * `docs/testing.md` says what each needs.
 */
export const startKafkaForTests = async (version: string = kafkaVersions.current): Promise<StartedKafka> => {
  if (await haveDocker()) {
    const { startInDocker } = await import("./kafkaInDocker.ts");
    return startInDocker(version);
  }
  if (await haveLocalKafka()) return startLocal(version);
  throw new Error(
    "no Kafka for these tests: set KAFKA_BROKERS, or have Docker running, or Java 17 and Maven installed (docs/testing.md)",
  );
};

/** The broker that the environment names, or one that is started now. */
export const findKafkaForTests = async (brokers: string | undefined): Promise<StartedKafka> =>
  brokers === undefined || brokers === ""
    ? startKafkaForTests()
    : { brokers, origin: "environment", version: null, stop: async () => undefined };
