import { randomBytes } from "node:crypto";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePorts, isFree } from "./freePorts.ts";
import { runProgram } from "./kafkaJars.ts";
import {
  type BrokerSettings,
  localUser,
  type NodePorts,
  serverProperties,
  usesScram,
} from "./serverProperties.ts";

/** What a cluster's folder says of itself, in `cluster.json`. */
export interface ClusterFile {
  readonly version: string;
  readonly clusterId: string;
  readonly nodes: ReadonlyArray<NodePorts>;
}

export const nodeFolder = (folder: string, id: number): string => join(folder, `node-${id}`);

/** Nothing when no cluster was ever started in that folder. */
export const readCluster = async (folder: string): Promise<ClusterFile | undefined> => {
  const text = await readFile(join(folder, "cluster.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ClusterFile);
};

/** KRaft writes a cluster's id as a UUID in URL-safe base 64. */
const newClusterId = (): string => randomBytes(16).toString("base64url");

const portsFor = async (count: number): Promise<ReadonlyArray<NodePorts>> => {
  const ports = await freePorts(3 * count);
  return Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    client: ports[3 * i]!,
    internal: ports[3 * i + 1]!,
    controller: ports[3 * i + 2]!,
  }));
};

const allFree = async (nodes: ReadonlyArray<NodePorts>): Promise<boolean> =>
  (await Promise.all(nodes.flatMap((n) => [n.client, n.internal, n.controller]).map(isFree))).every(Boolean);

/** The cluster that is to run in a folder: the one it holds, on its ports if they are free, or a new one. */
export const planCluster = async (folder: string, count: number, version: string): Promise<ClusterFile> => {
  const held = await readCluster(folder);
  if (held === undefined) return { version, clusterId: newClusterId(), nodes: await portsFor(count) };
  if (held.version !== version || held.nodes.length !== count)
    throw new Error(
      `${folder} holds a cluster of ${held.nodes.length} nodes of Kafka ${held.version}: start that one, or name another folder`,
    );
  return (await allFree(held.nodes)) ? held : { ...held, nodes: await portsFor(count) };
};

const format = async (jars: string, own: string, clusterId: string, scram: boolean): Promise<void> => {
  const done = await access(join(own, "data", "meta.properties")).then(
    () => true,
    () => false,
  );
  if (done) return;
  const { username, password } = localUser;
  const users = ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap((mechanism) => [
    "--add-scram",
    `${mechanism}=[name=${username},password=${password}]`,
  ]);
  const program = ["-XX:TieredStopAtLevel=1", "-cp", join(jars, "*"), "kafka.tools.StorageTool", "format"];
  const settings = ["-t", clusterId, "-c", join(own, "server.properties")];
  await runProgram(
    "java",
    [...program, ...settings, ...(scram ? users : [])],
    "A local Kafka needs Java 17 or newer.",
  );
};

/** Writes the settings of every node and formats the data folders that are new. */
export const prepareStorage = async (
  folder: string,
  cluster: ClusterFile,
  jars: string,
  settings: BrokerSettings,
): Promise<void> => {
  const prepare = async (node: NodePorts): Promise<void> => {
    const own = nodeFolder(folder, node.id);
    await mkdir(own, { recursive: true });
    const text = serverProperties(node, cluster.nodes, folder, settings);
    await writeFile(join(own, "server.properties"), text, { mode: 0o600 });
    await format(jars, own, cluster.clusterId, usesScram(settings.security));
  };
  await Promise.all(cluster.nodes.map(prepare));
  await writeFile(join(folder, "cluster.json"), `${JSON.stringify(cluster, null, 2)}\n`);
};
