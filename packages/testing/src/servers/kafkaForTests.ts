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

/** A local broker in a folder of its own, which goes with it. */
const startLocal = async (version: string): Promise<StartedKafka> => {
  const folder = await mkdtemp(join(tmpdir(), "rapport-kafka-"));
  const kafka = await startKafka({ nodes: 1, folder, version });
  return {
    brokers: kafka.brokers,
    origin: "local",
    version,
    stop: async () => {
      await kafka.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const startInDocker = async (version: string): Promise<StartedKafka | string> => {
  if (!(await haveDocker())) return "no Docker daemon answers";
  // Loaded only where there is Docker: it is a second's work.
  const docker = await import("./kafkaInDocker.ts");
  return docker.startInDocker(version).catch((failure: unknown) => `Docker could not: ${String(failure)}`);
};

/**
 * A broker for tests: in Docker where it answers and has the image, else from jars. Nobody has to start anything.
 * `docs/testing.md` says what each needs.
 */
export const startKafkaForTests = async (version: string = kafkaVersions.current): Promise<StartedKafka> => {
  const inDocker = await startInDocker(version);
  if (typeof inDocker !== "string") return inDocker;
  if (await haveLocalKafka()) {
    if (await haveDocker()) process.stderr.write(`${inDocker}\nKafka is started from its jars instead.\n`);
    return startLocal(version);
  }
  throw new Error(
    `no Kafka for these tests: ${inDocker}, and Java or Maven is not installed (docs/testing.md)`,
  );
};

/** The broker that the environment names, or one that is started now. */
export const findKafkaForTests = async (brokers: string | undefined): Promise<StartedKafka> =>
  brokers === undefined || brokers === ""
    ? startKafkaForTests()
    : { brokers, origin: "environment", version: null, stop: async () => undefined };
