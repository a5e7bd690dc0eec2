import { freePorts } from "@rapport/local-kafka/freePorts";
import { serverProperties } from "@rapport/local-kafka/serverProperties";
import { newClusterId } from "@rapport/local-kafka/storage";
import { GenericContainer, getContainerRuntimeClient, Wait } from "testcontainers";
import type { StartedKafka } from "./kafkaForTests.ts";

/** Ports inside the container. */
const inside = { id: 1, client: 9092, internal: 9094, controller: 9093 } as const;

/** All that an image must have: `sh`, `java` on the path, and the jars in /opt/kafka/libs, as Apache's own has. */
const start = [
  "set -e",
  "kafka() { java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '/opt/kafka/libs/*' \"$@\"; }",
  'kafka kafka.tools.StorageTool format -t "$CLUSTER_ID" -c /tmp/server.properties',
  "exec java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '/opt/kafka/libs/*' kafka.Kafka /tmp/server.properties",
].join("\n");

/** Apache's own image, or one that `infra/kafka/image.sh` made where no registry can be reached. */
const imageOf = (version: string): string =>
  `${process.env["RAPPORT_KAFKA_IMAGE"] ?? "apache/kafka"}:${version}`;

/** A broker of one node in a container, by testcontainers; removed when it is stopped or the process ends. */
export const startInDocker = async (version: string): Promise<StartedKafka> => {
  const client = await getContainerRuntimeClient();
  const host = client.info.containerRuntime.host;
  // A client goes where the broker says it is, so the port outside must be known before it starts.
  const [port] = await freePorts(1);
  const settings = {
    listeners: `CLIENT://0.0.0.0:${inside.client},INTERNAL://127.0.0.1:${inside.internal},CONTROLLER://127.0.0.1:${inside.controller}`,
    "advertised.listeners": `CLIENT://${host}:${port},INTERNAL://127.0.0.1:${inside.internal}`,
    "log.dirs": "/tmp/kafka-data",
  };
  const properties = serverProperties(inside, [inside], "/tmp", {
    security: "plaintext",
    sessionMinMs: 1000,
    settings,
  });
  const container = await new GenericContainer(imageOf(version))
    .withExposedPorts({ container: inside.client, host: port! })
    .withCopyContentToContainer([{ content: properties, target: "/tmp/server.properties" }])
    .withEnvironment({
      CLUSTER_ID: newClusterId(),
    })
    .withEntrypoint(["sh", "-c", start])
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(120_000)
    .start();
  return {
    brokers: `${host}:${port}`,
    origin: "Docker",
    version,
    stop: async () => {
      await container.stop();
    },
  };
};
