import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { type Certificates, makeCertificates } from "./certificates.ts";
import { type KafkaNode, launchNode } from "./KafkaNode.ts";
import { clusterProcesses } from "./clusterProcesses.ts";
import { kafkaJars } from "./kafkaJars.ts";
import { localUser, type NodePorts, type Security, usesTls } from "./serverProperties.ts";
import { planCluster, prepareStorage } from "./storage.ts";

export interface LocalKafkaOptions {
  /** As the folder has them, else 1. */
  readonly nodes?: 1 | 3;
  /** Settings, data and logs of the cluster. One that holds a cluster already is started again with its data. */
  readonly folder: string;
  /** Any released version from 3.9 on. As the folder has it, else the newest that was tried. */
  readonly version?: string;
  /** Shortest session time that a group may ask for; 1000 ms, so that tests need not wait long. */
  readonly sessionMinMs?: number;
  /** How clients reach it. As the folder has it, else in plain text. */
  readonly security?: Security;
  /** Heap of each node; 512 MB for one, 320 MB for each of three. */
  readonly heapMb?: number;
  /** Options of the JVM in place of those that start fast and run in little (`[]` to measure the broker itself). */
  readonly jvmOptions?: ReadonlyArray<string>;
  /** Further settings for `server.properties`; they win over ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether the brokers live on when this process ends. Otherwise they end with it, even when it is killed. */
  readonly outlives?: boolean;
}

export interface LocalKafka {
  /** Addresses for `KAFKA_BROKERS`, separated by commas. */
  readonly brokers: string;
  readonly version: string;
  readonly security: Security;
  readonly nodes: ReadonlyArray<KafkaNode>;
  /** User and password of a broker that asks for them (sasl-plain, scram, tls-scram). */
  readonly user: typeof localUser;
  /** Set for tls, mtls and tls-scram. */
  readonly certificates: Certificates | undefined;
  /** Stops every node in good order; the folder keeps the data. */
  stop(): Promise<void>;
}

/** The addresses of nodes for `KAFKA_BROKERS`. */
export const brokersOf = (nodes: ReadonlyArray<NodePorts>): string =>
  nodes.map((node) => `127.0.0.1:${node.client}`).join(",");

const fastStart = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

const portTaken = (failure: unknown): boolean =>
  failure instanceof Error && failure.message.includes("Address already in use");

const stopAll = async (nodes: ReadonlyArray<KafkaNode>): Promise<void> => {
  await Promise.all(nodes.map((node) => node.kill("SIGTERM")));
};

const startOnce = async (options: LocalKafkaOptions): Promise<LocalKafka> => {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true });
  if ((await clusterProcesses(folder)).some(({ pid }) => pid !== undefined))
    throw new Error(`a Kafka runs in ${folder}: stop it first, or name another folder`);
  const cluster = await planCluster(folder, options);
  const { version, security } = cluster;
  const jars = await kafkaJars(version);
  const certificates = usesTls(security) ? await makeCertificates(folder) : undefined;
  await prepareStorage(folder, cluster, jars, {
    sessionMinMs: options.sessionMinMs ?? 1000,
    settings: options.settings ?? {},
  });
  const nodes = cluster.nodes.map((ports) =>
    launchNode({
      ports,
      folder,
      jars,
      heapMb: options.heapMb ?? (cluster.nodes.length === 1 ? 512 : 320),
      jvmOptions: options.jvmOptions ?? fastStart,
      outlives: options.outlives ?? false,
    }),
  );
  try {
    await Promise.all(nodes.map((node) => node.whenReady(nodes.map(({ id }) => id))));
  } catch (failure) {
    await Promise.all(nodes.map((node) => node.kill("SIGKILL")));
    throw failure;
  }
  return {
    brokers: brokersOf(cluster.nodes),
    version,
    security,
    nodes,
    user: localUser,
    certificates,
    stop: () => stopAll(nodes),
  };
};

/**
 * Starts a real Kafka of one node or three on this machine, in KRaft mode, from the jars that Maven fetches; needs Java
 * 17 or newer, and openssl for TLS. Resolves when every node counts every other as alive. Nothing but `folder` and the
 * jars' cache is written, no port is fixed, topics are never made by accident.
 */
export const startKafka = async (options: LocalKafkaOptions): Promise<LocalKafka> => {
  try {
    return await startOnce(options);
  } catch (failure) {
    // Between the look for free ports and the listening somebody else took one.
    if (!portTaken(failure)) throw failure;
    return startOnce(options);
  }
};
