import { createRequire } from "node:module";
import { Kafka, type KafkaConfig, logLevel } from "kafkajs";
import { guardPool, guardQueue, need } from "./kafkajsGuards.ts";

/**
 * What we use of kafkajs 2.2.4 beyond its public types, all of it, in one place. `openInternals` checks that it is
 * there; the contract test beside fails when it moves. Requests and answers are those of the protocol guide
 * (https://kafka.apache.org/protocol); every call rejects with a kafkajs error that `failureOf` explains.
 */
export interface Broker {
  readonly connectionPool: ConnectionPool;
  /** By API key, once connected. */
  readonly versions: Readonly<
    Record<number, { readonly minVersion: number; readonly maxVersion: number }>
  > | null;
  isConnected(): boolean;
  /** Connects, asks for the versions, authenticates. */
  connect(): Promise<void>;
  findGroupCoordinator(request: { groupId: string; coordinatorType: 0 }): Promise<CoordinatorAnswer>;
  syncGroup(request: {
    groupId: string;
    generationId: number;
    memberId: string;
    groupAssignment: ReadonlyArray<{ memberId: string; memberAssignment: Buffer }>;
  }): Promise<{ readonly memberAssignment: Buffer | null }>;
  heartbeat(request: { groupId: string; groupGenerationId: number; memberId: string }): Promise<unknown>;
  offsetCommit(request: {
    groupId: string;
    groupGenerationId: number;
    memberId: string;
    topics: ReadonlyArray<{
      topic: string;
      partitions: ReadonlyArray<{ partition: number; offset: string; metadata: string }>;
    }>;
  }): Promise<unknown>;
  offsetFetch(request: {
    groupId: string;
    topics: ReadonlyArray<{ topic: string; partitions: ReadonlyArray<{ partition: number }> }>;
  }): Promise<OffsetFetchAnswer>;
  listOffsets(request: {
    replicaId: -1;
    isolationLevel: 0;
    topics: ReadonlyArray<{
      topic: string;
      partitions: ReadonlyArray<{ partition: number; timestamp: number }>;
    }>;
  }): Promise<ListOffsetsAnswer>;
  initProducerId(request: {
    transactionTimeout: number;
  }): Promise<{ readonly producerId: string; readonly producerEpoch: number }>;
}

export interface CoordinatorAnswer {
  readonly coordinator: { readonly nodeId: number; readonly host: string; readonly port: number };
}

export interface OffsetFetchAnswer {
  readonly responses: ReadonlyArray<{
    readonly topic: string;
    /** Offset "-1" where the group never committed. */
    readonly partitions: ReadonlyArray<{ partition: number; offset: string; metadata: string | null }>;
  }>;
}

export interface ListOffsetsAnswer {
  readonly responses: ReadonlyArray<{
    readonly topic: string;
    readonly partitions: ReadonlyArray<{ readonly partition: number; readonly offset: string }>;
  }>;
}

/** A request of our own making, sent and matched to its answer by kafkajs. */
export interface ProtocolRequest<A> {
  readonly request: {
    readonly apiKey: number;
    readonly apiVersion: number;
    readonly apiName: string;
    /** kafkajs' encoder in outline: it copies `buffer`, and takes `buf` as the sign that this is one. */
    readonly encode: () => Promise<{ readonly buf: Buffer; readonly buffer: Buffer }>;
  };
  readonly response: {
    readonly decode: (payload: Buffer) => Promise<Decoded<A>>;
    readonly parse: (decoded: Decoded<A>) => Promise<A>;
  };
  /** Of this request, when longer than the connection's own. */
  readonly requestTimeout?: number;
}

export interface Decoded<A> {
  readonly answer: A;
  /** How long the broker asks us to be silent (KIP-219), ms; kafkajs obeys. */
  readonly clientSideThrottleTime: number;
}

/** Two connections to one broker: index 1 for Fetch, index 0 for all else. */
export interface ConnectionPool {
  readonly host: string;
  readonly port: number;
  readonly pool: ReadonlyArray<Connection>;
  getConnection(index?: number): Promise<Connection>;
  send<A>(request: ProtocolRequest<A>): Promise<A>;
  destroy(): Promise<void>;
}

export interface Connection {
  readonly requestQueue: RequestQueue;
  readonly socket?: { readonly connecting: boolean; destroy(error?: Error): void };
  isConnected(): boolean;
}

export interface RequestQueue {
  readonly pending: ReadonlyArray<unknown>;
  readonly inflight: ReadonlyMap<number, SentRequest>;
  isConnected(): boolean;
  scheduleCheckPendingRequests(): void;
  scheduleRequestTimeoutCheck(): void;
  rejectAll(error: Error): void;
}

interface SentRequest {
  /** UTC ms. */
  readonly sentAt: number;
  /** In ms. */
  readonly requestTimeout: number;
  timeoutRequest(): void;
}

interface BrokerOptions {
  readonly connectionPool: ConnectionPool;
  readonly logger: unknown;
}

interface Cluster {
  readonly rootLogger: unknown;
  readonly connectionPoolBuilder: {
    build(address: { host: string; port: number; rack: string | null }): Promise<ConnectionPool>;
  };
  readonly brokerPool: { createBroker(options: BrokerOptions): Broker };
}

type CreateCluster = (options: { allowAutoTopicCreation: false; isolationLevel: 0 }) => Cluster;

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Makes brokers, not yet connected. */
export type MakeBroker = (address: Address) => Promise<Broker>;

interface ProtocolErrors {
  readonly createErrorFromCode?: (code: number) => Error;
}

/** The error that kafkajs makes of a code of the protocol. */
export const errorOfCode = (code: number): Error => {
  const errors: ProtocolErrors = createRequire(import.meta.url)("kafkajs/src/protocol/error.js");
  return need(errors.createErrorFromCode, "createErrorFromCode")(code);
};

/** kafkajs keeps `createCluster` under a private symbol. */
const clusterFactoryOf = (kafka: Kafka): CreateCluster => {
  const symbol = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === "private:Kafka:createCluster",
  );
  const found = symbol === undefined ? undefined : Reflect.get(kafka, symbol);
  return need(typeof found === "function" ? (found as CreateCluster) : undefined, "createCluster");
};

/**
 * Ends all connections of the broker at once. kafkajs' own `disconnect` first waits for the answers under way, which
 * a broker that hangs never gives.
 */
export const closeBroker = async (broker: Broker): Promise<void> => {
  const dropped = () => new ConnectionDropped("the connection was closed on our side");
  const rejectAll = () => {
    for (const { requestQueue } of broker.connectionPool.pool) requestQueue.rejectAll(dropped());
  };
  rejectAll();
  await broker.connectionPool.destroy();
  // One that is still being opened ends without a word unless it is given an error: kafkajs would wait for it until its time
  // to connect is over, and with it everybody who wants this broker.
  for (const { socket } of broker.connectionPool.pool)
    socket?.destroy(socket.connecting ? dropped() : undefined);
  // A connection counts as open until it is closed, so a request may have come in amid the closing.
  rejectAll();
};

/** What a request under way is rejected with when `closeBroker` ends its connection. */
export class ConnectionDropped extends Error {
  override readonly name = "ConnectionDropped";
}

/** Checks kafkajs and gives what makes brokers of it. kafkajs logs nothing: every failure reaches the caller. */
export const openInternals = (config: Omit<KafkaConfig, "logLevel" | "logCreator">): MakeBroker => {
  const kafka = new Kafka({ ...config, logLevel: logLevel.NOTHING, logCreator: () => () => undefined });
  const cluster = clusterFactoryOf(kafka)({ allowAutoTopicCreation: false, isolationLevel: 0 });
  const builder = need(cluster.connectionPoolBuilder, "connectionPoolBuilder");
  need(cluster.brokerPool?.createBroker, "createBroker");
  return async ({ host, port }) => {
    const connectionPool = await builder.build({ host, port, rack: null });
    for (const { requestQueue } of need(connectionPool.pool, "pool of connections")) guardQueue(requestQueue);
    guardPool(connectionPool);
    return cluster.brokerPool.createBroker({ connectionPool, logger: cluster.rootLogger });
  };
};
