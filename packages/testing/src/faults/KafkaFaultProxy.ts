import { createServer, type Server } from "node:net";
import type { ApiName } from "./kafkaApis.ts";
import type { SeenCommit } from "./kafkaCommits.ts";
import { proxyConnection, type ProxiedConnection, type ProxyState } from "./kafkaConnection.ts";
import { type InjectedFault, type KafkaFault, type LineState, makeKafkaFaults } from "./kafkaFaults.ts";
import type { Address } from "./kafkaWire.ts";

/** `atMs` is the time of its answer, as performance.now() tells it. */
export interface AcceptedCommit extends SeenCommit {
  readonly atMs: number;
}

export interface KafkaFaultProxy {
  /** To be given to clients in place of the brokers' addresses. */
  readonly brokers: string;
  readonly inject: (fault: KafkaFault) => InjectedFault;
  /** Ends all connections now; new ones are taken. Of one client when its id is given. */
  readonly cutAll: (clientId?: string) => void;
  /** Of all clients, or of the one with this id (which is known from its first request on). */
  readonly line: (state: LineState, clientId?: string) => void;
  /** Brokers are named to clients by this host from now on: an absent one stands for a failing DNS. */
  readonly advertise: (host: string) => void;
  /** How many requests of an API went through. */
  readonly seen: (api: ApiName, clientId?: string) => number;
  /** Every commit that the broker accepted, whatever the client was told. */
  readonly commits: ReadonlyArray<AcceptedCommit>;
  /** What the proxy could not understand; a test that ends with any proved nothing. */
  readonly problems: ReadonlyArray<string>;
  readonly stop: () => Promise<void>;
}

const hostOf = (broker: string): Address => {
  const at = broker.lastIndexOf(":");
  return { host: broker.slice(0, at), port: Number(broker.slice(at + 1)) };
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("no port"));
      else resolve(address.port);
    });
  });

/**
 * A proxy before every broker of a cluster that makes requests fail by API and error code, delays and cuts them, and
 * names itself wherever an answer names a broker, so that clients stay behind it. Plaintext only. `brokers` lists
 * every broker of the cluster (`host:port,…`) as it names itself (`advertised.listeners`).
 */
export const startKafkaFaultProxy = async (brokers: string): Promise<KafkaFaultProxy> => {
  const upstreams = brokers.split(",").map(hostOf);
  const connections = new Set<ProxiedConnection>();
  const faults = makeKafkaFaults();
  const lines = new Map<string | null, LineState>();
  const problems: string[] = [];
  const commits: AcceptedCommit[] = [];
  const ports = new Map<string, number>();
  let advertised = "127.0.0.1";

  const state: ProxyState = {
    faultFor: faults.faultFor,
    lineOf: (clientId) => {
      const all = lines.get(null) ?? "open";
      return all === "open" ? (lines.get(clientId) ?? "open") : all;
    },
    localAddress: ({ host, port }) => {
      const local = ports.get(`${host}:${port}`);
      if (local === undefined) {
        problems.push(`an answer names ${host}:${port}, which the proxy was not told of`);
        return { host, port };
      }
      return { host: advertised, port: local };
    },
    problem: (text) => void problems.push(text),
    committed: (commit) => void commits.push({ ...commit, atMs: performance.now() }),
  };

  const servers = await Promise.all(
    upstreams.map(async (upstream) => {
      const server = createServer({ noDelay: true }, (socket) => {
        const connection = proxyConnection(socket, upstream, state);
        connections.add(connection);
        connection.ended.then(() => connections.delete(connection));
      });
      ports.set(`${upstream.host}:${upstream.port}`, await listen(server));
      return server;
    }),
  );
  const cutAll = (clientId?: string) => {
    for (const connection of connections)
      if (clientId === undefined || connection.clientId() === clientId) connection.cut();
  };
  return {
    brokers: [...ports.values()].map((port) => `127.0.0.1:${port}`).join(","),
    inject: faults.inject,
    cutAll,
    line: (lineState, clientId) => {
      lines.set(clientId ?? null, lineState);
      if (lineState === "refuse") cutAll(clientId);
      for (const connection of connections) connection.lineChanged();
    },
    advertise: (host) => {
      advertised = host;
    },
    seen: faults.seen,
    commits,
    problems,
    stop: async () => {
      cutAll();
      await Promise.all(
        servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
      );
    },
  };
};
