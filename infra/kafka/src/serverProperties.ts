import { join } from "node:path";

/** How clients reach the broker; between themselves brokers talk in plain text on loopback. */
export const securities = ["plaintext", "sasl-plain", "scram", "tls", "mtls", "tls-scram"] as const;
export type Security = (typeof securities)[number];

/** The three listeners of a node, all on 127.0.0.1. */
export interface NodePorts {
  readonly id: number;
  readonly client: number;
  readonly internal: number;
  readonly controller: number;
}

export interface BrokerSettings {
  readonly security: Security;
  /** Shortest session time that a member of a group may ask for. */
  readonly sessionMinMs: number;
  /** Any further settings of the broker; they win. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The one user of a secured local broker. */
export const localUser = { username: "rapport", password: "rapport-local" } as const;

const protocolOf: Readonly<Record<Security, string>> = {
  plaintext: "PLAINTEXT",
  "sasl-plain": "SASL_PLAINTEXT",
  scram: "SASL_PLAINTEXT",
  tls: "SSL",
  mtls: "SSL",
  "tls-scram": "SASL_SSL",
};

export const usesTls = (security: Security): boolean => /^m?tls/.test(security);
export const usesSasl = (security: Security): boolean => /scram|sasl/.test(security);
export const usesScram = (security: Security): boolean => security.endsWith("scram");

const login = (module: string, users: string): string =>
  `org.apache.kafka.common.security.${module} required ${users};`;

const saslSettings = (security: Security): Readonly<Record<string, string>> => {
  const { username, password } = localUser;
  if (security === "sasl-plain")
    return {
      "listener.name.client.sasl.enabled.mechanisms": "PLAIN",
      "listener.name.client.plain.sasl.jaas.config": login(
        "plain.PlainLoginModule",
        `user_${username}="${password}"`,
      ),
    };
  return usesScram(security)
    ? {
        "listener.name.client.sasl.enabled.mechanisms": "SCRAM-SHA-256,SCRAM-SHA-512",
        "listener.name.client.scram-sha-256.sasl.jaas.config": login("scram.ScramLoginModule", ""),
        "listener.name.client.scram-sha-512.sasl.jaas.config": login("scram.ScramLoginModule", ""),
      }
    : {};
};

const tlsSettings = (security: Security, folder: string): Readonly<Record<string, string>> =>
  usesTls(security)
    ? {
        "listener.name.client.ssl.keystore.type": "PEM",
        "listener.name.client.ssl.keystore.location": join(folder, "tls", "server.pem"),
        "listener.name.client.ssl.truststore.type": "PEM",
        "listener.name.client.ssl.truststore.location": join(folder, "tls", "ca.crt"),
        "listener.name.client.ssl.client.auth": security === "mtls" ? "required" : "none",
      }
    : {};

/** Small numbers of everything that a cluster of one or three does not need many of, and no topics by accident. */
const sharedSettings = (nodes: number): Readonly<Record<string, string>> => ({
  "auto.create.topics.enable": "false",
  // A broker that was killed is let in again when its last session is over; the default is 9 s.
  "broker.session.timeout.ms": "4000",
  "broker.heartbeat.interval.ms": "1000",
  "group.initial.rebalance.delay.ms": "0",
  "offsets.topic.num.partitions": "8",
  "offsets.topic.replication.factor": String(nodes),
  "transaction.state.log.num.partitions": "2",
  "transaction.state.log.replication.factor": String(nodes),
  "transaction.state.log.min.isr": String(Math.min(2, nodes)),
  "default.replication.factor": String(nodes),
  "min.insync.replicas": String(Math.min(2, nodes)),
  // The default of 128 MB would be a quarter of the heap.
  "log.cleaner.dedupe.buffer.size": "4194304",
  "num.io.threads": "4",
  "num.network.threads": "2",
});

/**
 * `server.properties` of one node of a cluster in KRaft mode, broker and controller in one process
 * (Kafka documentation, section 3.1 and KRaft).
 */
export const serverProperties = (
  node: NodePorts,
  cluster: ReadonlyArray<NodePorts>,
  folder: string,
  { security, sessionMinMs, settings }: BrokerSettings,
): string => {
  const at = (name: string, port: number): string => `${name}://127.0.0.1:${port}`;
  const reachable = [at("CLIENT", node.client), at("INTERNAL", node.internal)];
  return Object.entries({
    "process.roles": "broker,controller",
    "node.id": String(node.id),
    "controller.quorum.voters": cluster.map((n) => `${n.id}@127.0.0.1:${n.controller}`).join(","),
    listeners: [...reachable, at("CONTROLLER", node.controller)].join(","),
    "advertised.listeners": reachable.join(","),
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "INTERNAL",
    "listener.security.protocol.map": `CLIENT:${protocolOf[security]},INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT`,
    "log.dirs": join(folder, `node-${node.id}`, "data"),
    "group.min.session.timeout.ms": String(sessionMinMs),
    ...sharedSettings(cluster.length),
    ...saslSettings(security),
    ...tlsSettings(security, folder),
    ...settings,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
};
