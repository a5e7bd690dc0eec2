import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { clusterProcesses, stopCluster } from "./clusterProcesses.ts";
import { type LocalKafka, startKafka } from "./LocalKafka.ts";
import { knownBrokers } from "./readiness.ts";
import { securities, type Security, usesSasl, usesTls } from "./serverProperties.ts";

const usage = `A local Kafka of one node or three, for trying things and for tests. Needs Java 17 and Maven.

  kafka start [--nodes 1|3] [--version 4.4.0] [--security ${securities.join("|")}]
  kafka status
  kafka stop

Each takes --folder (.rapport/kafka): settings, data and logs. Data stays when it is stopped.`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: { type: "string", default: "1" },
    version: { type: "string" },
    folder: { type: "string", default: ".rapport/kafka" },
    security: { type: "string", default: "plaintext" },
    help: { type: "boolean", short: "h" },
  },
});
const folder = resolve(values.folder);

/** The settings with which Rapport reaches it, a line each. */
const settingsFor = (kafka: LocalKafka, security: Security): ReadonlyArray<string> => {
  const { certificates, user } = kafka;
  const sasl = security === "sasl-plain" ? "plain" : "scram-sha-512";
  return [
    `KAFKA_BROKERS=${kafka.brokers}`,
    ...(kafka.nodes.length === 1 ? ["KAFKA_REPLICATION_FACTOR=1"] : []),
    ...(usesTls(security) ? ["KAFKA_SSL=true", `KAFKA_SSL_CA=${certificates?.ca}`] : []),
    ...(security === "mtls"
      ? [`KAFKA_SSL_CERT=${certificates?.cert}`, `KAFKA_SSL_KEY=${certificates?.key}`]
      : []),
    ...(usesSasl(security)
      ? [`KAFKA_SASL=${sasl}`, `KAFKA_USERNAME=${user.username}`, `KAFKA_PASSWORD=${user.password}`]
      : []),
  ];
};

const start = async (): Promise<void> => {
  if (values.nodes !== "1" && values.nodes !== "3") throw new Error(`--nodes is 1 or 3, not ${values.nodes}`);
  const security = securities.find((name) => name === values.security);
  if (security === undefined)
    throw new Error(`--security is one of ${securities.join(", ")}, not ${values.security}`);
  const kafka = await startKafka({
    nodes: values.nodes === "1" ? 1 : 3,
    folder,
    security,
    outlives: true,
    ...(values.version === undefined ? {} : { version: values.version }),
  });
  say(`Kafka ${kafka.version} is ready (${kafka.nodes.length === 1 ? "1 node" : "3 nodes"}).\n`);
  for (const line of settingsFor(kafka, security)) say(line);
  say("");
  for (const node of kafka.nodes) say(`node ${node.id}: process ${node.pid}, log ${node.logFile}`);
};

const status = async (): Promise<void> => {
  const nodes = await clusterProcesses(folder);
  if (nodes.length === 0) say(`no Kafka was ever started in ${folder}`);
  let up = nodes.length > 0;
  for (const { id, port, internalPort, pid } of nodes) {
    const known = pid === undefined ? [] : await knownBrokers(internalPort);
    up &&= known.includes(id);
    const state =
      pid === undefined
        ? "stopped"
        : `process ${pid}, ${known.length === 0 ? "does not answer" : `sees nodes ${known.toSorted().join(", ")}`}`;
    say(`node ${id}: 127.0.0.1:${port}, ${state}`);
  }
  process.exitCode = up ? 0 : 1;
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
