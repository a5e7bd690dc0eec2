import { Effect, type Scope } from "effect";
import type { Address, Broker } from "./kafkajsInternals.ts";
import { closeBroker, ConnectionDropped, errorOfCode, openInternals } from "./kafkajsInternals.ts";
import { failureOf, KafkaFailure } from "./KafkaFailure.ts";
import type { KafkaSettings } from "./KafkaOptions.ts";
import { type Metadata, metadataRequest } from "./protocol/metadata.ts";
import { spoken } from "./protocol/protocolRequest.ts";
import { seedsOf } from "./seedsOf.ts";
import { tlsOf, saslOf } from "./security.ts";

/**
 * The brokers as one client sees them, over connections of its own: a broker answers the requests of one connection
 * one after the other, so who waits long (JoinGroup, Fetch) must not share them with who cannot.
 *
 * Nothing is tried again in here. A failure that says that our picture of the cluster is stale makes the next call
 * ask for it anew.
 */
export interface KafkaCluster {
  readonly settings: KafkaSettings;
  /** The topic's or group's name on the brokers. */
  readonly nameOf: (name: string) => string;
  /** How many partitions the topic has. A topic that does not exist fails with UNKNOWN_TOPIC_OR_PARTITION. */
  readonly partitions: (topic: string) => Effect.Effect<number, KafkaFailure>;
  /** Who leads the partition; LEADER_NOT_AVAILABLE while nobody does. Not necessarily connected. */
  readonly leader: (topic: string, partition: number) => Effect.Effect<Broker, KafkaFailure>;
  /** Who coordinates the group. Asked anew each time: keep it until a request to it fails. */
  readonly coordinator: (group: string) => Effect.Effect<Broker, KafkaFailure>;
  /** Any broker that answers. */
  readonly anyBroker: Effect.Effect<Broker, KafkaFailure>;
  /** One request to a broker, connected first. A connection that was cut or gave no answer is closed. */
  readonly call: <A>(
    broker: Broker,
    request: (broker: Broker) => Promise<A>,
  ) => Effect.Effect<A, KafkaFailure>;
  /** Makes the next `partitions` or `leader` ask for the metadata anew. */
  readonly forget: () => void;
}

const staleCodes = new Set([
  "CONNECTION",
  "TIMED_OUT",
  "UNKNOWN_TOPIC_OR_PARTITION",
  "LEADER_NOT_AVAILABLE",
  "NOT_LEADER_FOR_PARTITION",
  "REPLICA_NOT_AVAILABLE",
  "BROKER_NOT_AVAILABLE",
  "FENCED_LEADER_EPOCH",
  "UNKNOWN_LEADER_EPOCH",
  "KAFKA_STORAGE_ERROR",
  "NOT_ENOUGH_REPLICAS",
  "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
]);

const textOf = ({ host, port }: Address) => (host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`);

const checkVersions = (broker: Broker, address: string): void => {
  for (const [name, { apiKey, apiVersion }] of Object.entries(spoken)) {
    const range = broker.versions?.[apiKey];
    if (range !== undefined && range.minVersion <= apiVersion && apiVersion <= range.maxVersion) continue;
    const has = range === undefined ? "none" : `${range.minVersion} to ${range.maxVersion}`;
    throw new KafkaFailure({
      code: "UNSUPPORTED_VERSION",
      retriable: false,
      detail: `the broker ${address} speaks ${has} of ${name}, not ${apiVersion}: Kafka 2.4 to 4.x is needed`,
    });
  }
};

const within = <A>(promise: Promise<A>, timeoutMs: number, what: string): Promise<A> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const detail = `${what} did not answer within ${timeoutMs} ms`;
    timer = setTimeout(
      () => reject(new KafkaFailure({ code: "TIMED_OUT", retriable: true, detail })),
      timeoutMs,
    );
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** How long a broker may take to answer a question for metadata before the next one is asked. */
const askTimeoutMs = 3000;

/** Connections by address, each opened when first needed. */
const makeConnections = (settings: KafkaSettings) => {
  const { clientId, requestTimeoutMs: requestTimeout, ssl, sasl } = settings;
  const makeBroker = openInternals({
    brokers: [],
    clientId,
    requestTimeout,
    connectionTimeout: Math.min(5000, requestTimeout),
    authenticationTimeout: requestTimeout,
    ...(ssl === null ? {} : { ssl: tlsOf(ssl) }),
    ...(sasl === null ? {} : { sasl: saslOf(sasl) }),
  });
  // None is ever taken out: who holds one whose connections were closed opens them again by the next request.
  const brokers = new Map<string, Promise<Broker>>();
  let closed = false;
  const close = async (address: string): Promise<void> => {
    const broker = brokers.get(address);
    if (broker !== undefined) await closeBroker(await broker);
  };
  return {
    at: async (address: Address): Promise<Broker> => {
      if (closed) throw new ConnectionDropped("the log is closed");
      const key = textOf(address);
      const broker = brokers.get(key) ?? makeBroker(address);
      brokers.set(key, broker);
      return broker;
    },
    connect: async (broker: Broker): Promise<void> => {
      if (closed) throw new ConnectionDropped("the log is closed");
      if (broker.isConnected()) return;
      const address = textOf(broker.connectionPool);
      await within(broker.connect(), 3 * requestTimeout, address);
      checkVersions(broker, address);
    },
    close,
    closeAll: () => {
      closed = true;
      return Promise.all([...brokers.keys()].map(close));
    },
    /** Closes all but these. */
    keep: (addresses: ReadonlySet<string>) =>
      Promise.all([...brokers.keys()].filter((key) => !addresses.has(key)).map(close)),
  };
};

type Connections = ReturnType<typeof makeConnections>;

const call = async <A>(
  connections: Connections,
  broker: Broker,
  request: (broker: Broker) => Promise<A>,
): Promise<A> => {
  const address = textOf(broker.connectionPool);
  try {
    await connections.connect(broker);
    return await request(broker);
  } catch (error) {
    const failure = failureOf(error);
    // A broker that hangs keeps its connections open, and would be asked again and again.
    if (failure.code === "TIMED_OUT" || failure.code === "CONNECTION") await connections.close(address);
    throw failure;
  }
};

/** Asks the brokers we know, those first that gave the last picture, until one answers. */
const askForMetadata = async (
  connections: Connections,
  addresses: ReadonlyArray<Address>,
  topics: ReadonlyArray<string>,
): Promise<Metadata> => {
  const failures: KafkaFailure[] = [];
  for (const address of addresses) {
    const name = textOf(address);
    try {
      const broker = await connections.at(address);
      const asked = call(connections, broker, ({ connectionPool }) =>
        connectionPool.send(metadataRequest(topics)),
      );
      return await within(asked, askTimeoutMs, name);
    } catch (error) {
      const failure = failureOf(error);
      if (!failure.retriable) throw failure;
      if (failure.code === "TIMED_OUT") await connections.close(name);
      failures.push(failure);
    }
  }
  throw new KafkaFailure({
    code: "CONNECTION",
    retriable: true,
    detail: `no broker of ${addresses.map(textOf).join(", ")} answers; are they running, and is KAFKA_BROKERS right? (${failures.map(({ detail }) => detail).join("; ")})`,
  });
};

const fail = (errorCode: number): never => {
  throw failureOf(errorOfCode(errorCode));
};

const leaderIn = (metadata: Metadata, topic: string, partition: number): Address => {
  const found = metadata.topics.find((known) => known.topic === topic);
  if (found === undefined) return fail(3);
  if (found.errorCode !== 0) return fail(found.errorCode);
  const { leader } = found.partitions.find((known) => known.partition === partition) ?? fail(3);
  return metadata.brokers.find(({ nodeId }) => nodeId === leader) ?? fail(5);
};

/** The last picture of the cluster, shared by all who ask while it is being asked for. */
const makePicture = (connections: Connections, settings: KafkaSettings) => {
  const seeds = seedsOf(settings.brokers);
  const topics = new Set<string>();
  let last: Metadata | null = null;
  let known: ReadonlyArray<Address> = [];
  let asking: Promise<Metadata> | null = null;

  const ask = async (): Promise<Metadata> => {
    const addresses = new Map([...known, ...seeds].map((address) => [textOf(address), address]));
    const answer = await askForMetadata(connections, [...addresses.values()], [...topics]);
    if (answer.brokers.length > 0) {
      known = answer.brokers;
      await connections.keep(new Set(answer.brokers.map(textOf)));
    }
    last = answer;
    return answer;
  };
  const current = (topic?: string): Promise<Metadata> => {
    const isNew = topic !== undefined && !topics.has(topic);
    if (topic !== undefined) topics.add(topic);
    if (last !== null && !isNew) return Promise.resolve(last);
    // One that was sent before this topic was added does not tell about it.
    const before = isNew ? asking?.catch(() => undefined) : undefined;
    if (asking === null || isNew) {
      const started: Promise<Metadata> = Promise.resolve(before)
        .then(ask)
        .finally(() => {
          if (asking === started) asking = null;
        });
      asking = started;
    }
    return asking;
  };
  return {
    current,
    forget: () => {
      last = null;
    },
  };
};

const open = (settings: KafkaSettings) => {
  const connections = makeConnections(settings);
  const picture = makePicture(connections, settings);
  const attempt = <A>(work: () => Promise<A>): Effect.Effect<A, KafkaFailure> =>
    Effect.tryPromise({ try: work, catch: failureOf }).pipe(
      Effect.tapError((failure) =>
        Effect.sync(() => {
          if (staleCodes.has(failure.code)) picture.forget();
        }),
      ),
    );
  const nameOf = (name: string) => settings.prefix + name;
  let turn = 0;
  const anyOf = async (): Promise<Broker> => {
    const { brokers } = await picture.current();
    return connections.at(brokers[turn++ % brokers.length] ?? fail(8));
  };
  const cluster: KafkaCluster = {
    settings,
    nameOf,
    partitions: (topic) =>
      attempt(async () => {
        const name = nameOf(topic);
        const found = (await picture.current(name)).topics.find((known) => known.topic === name);
        if (found === undefined) return fail(3);
        return found.errorCode === 0 ? found.partitions.length : fail(found.errorCode);
      }),
    leader: (topic, partition) =>
      attempt(async () => {
        const name = nameOf(topic);
        return connections.at(leaderIn(await picture.current(name), name, partition));
      }),
    coordinator: (group) =>
      attempt(async () => {
        const asked = await anyOf();
        const { coordinator } = await call(connections, asked, (broker) =>
          broker.findGroupCoordinator({ groupId: nameOf(group), coordinatorType: 0 }),
        );
        return connections.at(coordinator);
      }),
    anyBroker: attempt(anyOf),
    call: (broker, request) => attempt(() => call(connections, broker, request)),
    forget: picture.forget,
  };
  return { cluster, connections };
};

/** A client with connections of its own, opened when first needed and closed with the scope. */
export const openCluster = (
  settings: KafkaSettings,
): Effect.Effect<KafkaCluster, KafkaFailure, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(Effect.try({ try: () => open(settings), catch: failureOf }), ({ connections }) =>
      Effect.promise(() => connections.closeAll()),
    ),
    ({ cluster }) => cluster,
  );
