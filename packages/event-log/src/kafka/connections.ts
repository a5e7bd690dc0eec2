import type { Address, Broker } from "./kafkajsInternals.ts";
import { closeBroker, ConnectionDropped, openInternals } from "./kafkajsInternals.ts";
import { failureOf, KafkaFailure } from "./KafkaFailure.ts";
import type { KafkaSettings } from "./KafkaOptions.ts";
import { spoken } from "./protocol/protocolRequest.ts";
import { saslOf, tlsOf } from "./security.ts";

/** The brokers of a cluster by address, each connected when it is first needed. */
export interface Connections {
  readonly at: (address: Address) => Promise<Broker>;
  /**
   * One request to a broker, connected first. Rejects with a `KafkaFailure`; a connection that was cut or gave no
   * answer is closed, and opened again by the next request.
   */
  readonly call: <A>(broker: Broker, request: (broker: Broker) => Promise<A>) => Promise<A>;
  readonly close: (address: Address) => Promise<void>;
  /** Closes all but these. */
  readonly keep: (addresses: ReadonlyArray<Address>) => Promise<void>;
  /** For good: nothing is connected any more. */
  readonly closeAll: () => Promise<void>;
}

/** `host:port`. */
export const textOf = ({ host, port }: Address) =>
  host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;

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

/** kafkajs lets one request connect and all others wait for it; this one waited as long as it may. */
const waitedInVain = ({ cause }: KafkaFailure): boolean =>
  cause instanceof Error && cause.name === "KafkaJSLockTimeout";

/** Rejects with TIMED_OUT after so long; the promise itself goes on. */
export const within = <A>(promise: Promise<A>, timeoutMs: number, what: string): Promise<A> => {
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

/** Connections as the settings want them; none is opened yet. Throws a `KafkaFailure` for unusable settings. */
export const makeConnections = (settings: KafkaSettings): Connections => {
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
  /** How often the connections to each were closed. */
  const closings = new WeakMap<Broker, number>();
  let closed = false;
  const closeOf = async (broker: Broker): Promise<void> => {
    closings.set(broker, (closings.get(broker) ?? 0) + 1);
    await closeBroker(broker);
  };
  const close = async (address: string): Promise<void> => {
    const broker = brokers.get(address);
    if (broker !== undefined) await closeOf(await broker);
  };
  const closeWhere = async (which: (address: string) => boolean): Promise<void> => {
    await Promise.all([...brokers.keys()].filter(which).map(close));
  };
  const connect = async (broker: Broker): Promise<void> => {
    if (closed) throw new ConnectionDropped("the log is closed");
    // Without its versions it is still being connected, by another request of ours, and could not be asked.
    if (broker.isConnected() && broker.versions !== null) return;
    const address = textOf(broker.connectionPool);
    // kafkajs waits for some of its steps without a limit.
    await within(broker.connect(), 3 * requestTimeout, address);
    checkVersions(broker, address);
  };
  return {
    at: (address) => {
      const key = textOf(address);
      const broker = brokers.get(key) ?? makeBroker(address);
      brokers.set(key, broker);
      return broker;
    },
    call: async (broker, request) => {
      const closedBefore = closings.get(broker);
      try {
        await connect(broker);
        return await request(broker);
      } catch (error) {
        const failure = failureOf(error);
        // A broker that hangs keeps its connections open, and would be asked again and again. What many lost together is
        // closed once, and whoever waited in vain for another to connect leaves that one to it: else each of them would
        // tear down what the next is building.
        const lost = failure.code === "TIMED_OUT" || failure.code === "CONNECTION";
        if (lost && !waitedInVain(failure) && closings.get(broker) === closedBefore) await closeOf(broker);
        throw failure;
      }
    },
    close: (address) => close(textOf(address)),
    keep: (addresses) => {
      const kept = new Set(addresses.map(textOf));
      return closeWhere((address) => !kept.has(address));
    },
    closeAll: () => {
      closed = true;
      return closeWhere(() => true);
    },
  };
};
