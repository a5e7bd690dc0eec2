import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { clusterProcesses, stopCluster } from "./clusterProcesses.ts";
import { certificateFiles } from "./certificates.ts";
import { brokersOf, startKafka } from "./LocalKafka.ts";
import { knownBrokers } from "./readiness.ts";
import { localUser, securities, usesSasl, usesTls } from "./serverProperties.ts";
import { type ClusterFile, nodeFolder, readCluster } from "./storage.ts";

const usage = `A local Kafka of one node or three, for trying things and for tests. Needs Java 17 and Maven.

  kafka start [--nodes 1|3] [--version 4.4.0] [--security ${securities.join("|")}]
  kafka status
  kafka stop

Each takes --folder (.rapport/kafka): settings, data and logs. What it holds stays when it is stopped,
and is started again as it was.`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: { type: "string" },
    version: { type: "string" },
    folder: { type: "string", default: ".rapport/kafka" },
    security: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
const folder = resolve(values.folder);

/** The settings with which Rapport reaches the cluster in `folder`, a line each. */
const saySettings = ({ nodes, security }: ClusterFile): void => {
  const { ca, cert, key } = certificateFiles(folder);
  const sasl = security === "sasl-plain" ? "plain" : "scram-sha-512";
  const lines = [
    `KAFKA_BROKERS=${brokersOf(nodes)}`,
    ...(nodes.length === 1 ? ["KAFKA_REPLICATION_FACTOR=1"] : []),
    ...(usesTls(security) ? ["KAFKA_SSL=true", `KAFKA_SSL_CA=${ca}`] : []),
    ...(security === "mtls" ? [`KAFKA_SSL_CERT=${cert}`, `KAFKA_SSL_KEY=${key}`] : []),
    ...(usesSasl(security)
      ? [`KAFKA_SASL=${sasl}`, `KAFKA_USERNAME=${localUser.username}`, `KAFKA_PASSWORD=${localUser.password}`]
      : []),
  ];
  say(`\n${lines.join("\n")}`);
};

/** Each node, and whether all are up. */
const sayNodes = async (): Promise<boolean> => {
  let up = true;
  for (const { id, port, internalPort, pid } of await clusterProcesses(folder)) {
    const known = pid === undefined ? [] : await knownBrokers(internalPort);
    up &&= known.includes(id);
    const sees = known.length === 0 ? "does not answer" : `sees nodes ${known.toSorted().join(", ")}`;
    say(`node ${id}: 127.0.0.1:${port}, ${pid === undefined ? "stopped" : `process ${pid}, ${sees}`}`);
    say(`  log ${nodeFolder(folder, id)}/kafka.log`);
  }
  return up;
};

/** The value of an option if it is one of a few. */
const oneOf = <A extends string>(name: string, value: string | undefined, all: ReadonlyArray<A>) => {
  const found = all.find((one) => one === value);
  if (value !== undefined && found === undefined)
    throw new Error(`--${name} is one of ${all.join(", ")}, not ${value}`);
  return found;
};

const start = async (): Promise<void> => {
  const nodes = oneOf("nodes", values.nodes, ["1", "3"]);
  const security = oneOf("security", values.security, securities);
  const running = (await clusterProcesses(folder)).some(({ pid }) => pid !== undefined);
  if (!running)
    await startKafka({
      folder,
      outlives: true,
      ...(nodes === undefined ? {} : { nodes: nodes === "1" ? 1 : 3 }),
      ...(security === undefined ? {} : { security }),
      ...(values.version === undefined ? {} : { version: values.version }),
    });
  await status();
};

const status = async (): Promise<void> => {
  const cluster = await readCluster(folder);
  if (cluster === undefined) say(`no Kafka was ever started in ${folder}`);
  else {
    const up = await sayNodes();
    say(`Kafka ${cluster.version} ${up ? "is ready" : "is not all there"}.`);
    saySettings(cluster);
    if (up) return;
  }
  process.exitCode = 1;
};

const stop = async (): Promise<void> => {
  const count = await stopCluster(folder);
  say(count === 0 ? `no Kafka runs in ${folder}` : `stopped ${count === 1 ? "1 node" : `${count} nodes`}`);
};

const commands = new Map([
  ["start", start],
  ["status", status],
  ["stop", stop],
]);
const command = commands.get(positionals[0] ?? "");
if (values.help === true || command === undefined) {
  say(usage);
  process.exitCode = values.help === true ? 0 : 2;
} else
  await command().catch((failure: unknown) => {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
    process.exitCode = 1;
  });
