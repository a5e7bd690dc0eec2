import { randomBytes } from "node:crypto";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePorts, isFree } from "./freePorts.ts";
import { kafkaVersions, runProgram } from "./kafkaJars.ts";
import {
  type BrokerSettings,
  localUser,
  type NodePorts,
  type Security,
  serverProperties,
  usesScram,
} from "./serverProperties.ts";

/** What a cluster's folder says of itself, in `cluster.json`. */
export interface ClusterFile {
  readonly version: string;
  readonly security: Security;
  readonly clusterId: string;
  readonly nodes: ReadonlyArray<NodePorts>;
}

export const nodeFolder = (folder: string, id: number): string => join(folder, `node-${id}`);

/** Nothing when no cluster was ever started in that folder. */
export const readCluster = async (folder: string): Promise<ClusterFile | undefined> => {
  const text = await readFile(join(folder, "cluster.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ClusterFile);
};

/** KRaft writes a cluster's id as a UUID in URL-safe base 64; one with a dash in front looks like an option to its tools. */
export const newClusterId = (bytes: () => Buffer = () => randomBytes(16)): string => {
  for (;;) {
    const id = bytes().toString("base64url");
    if (!id.startsWith("-")) return id;
  }
};

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

/** What is asked of a cluster; what is left open is as the folder has it. */
export interface ClusterWish {
  readonly nodes?: 1 | 3;
  readonly version?: string;
  readonly security?: Security;
}

const refuse = (folder: string, { version, nodes, security }: ClusterFile): never => {
  throw new Error(
    `${folder} holds a cluster of Kafka ${version} with ${nodes.length} ${nodes.length === 1 ? "node" : "nodes"}, ` +
      `${security}: start it as it is, name another folder, or delete it`,
  );
};

/** The cluster that is to run in a folder: the one it holds, on its ports if they are free, or a new one. */
export const planCluster = async (folder: string, wish: ClusterWish): Promise<ClusterFile> => {
  const held = await readCluster(folder);
  const version = wish.version ?? held?.version ?? kafkaVersions.current;
  const security = wish.security ?? held?.security ?? "plaintext";
  const count = wish.nodes ?? held?.nodes.length ?? 1;
  if (held === undefined)
    return { version, security, clusterId: newClusterId(), nodes: await portsFor(count) };
  const same = held.version === version && held.security === security && held.nodes.length === count;
  if (!same) return refuse(folder, held);
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
  settings: Omit<BrokerSettings, "security">,
): Promise<void> => {
  const { security } = cluster;
  const prepare = async (node: NodePorts): Promise<void> => {
    const own = nodeFolder(folder, node.id);
    await mkdir(own, { recursive: true });
    const text = serverProperties(node, cluster.nodes, folder, { ...settings, security });
    await writeFile(join(own, "server.properties"), text, { mode: 0o600 });
    await format(jars, own, cluster.clusterId, usesScram(security));
  };
  await Promise.all(cluster.nodes.map(prepare));
  await writeFile(join(folder, "cluster.json"), `${JSON.stringify(cluster, null, 2)}\n`);
};
