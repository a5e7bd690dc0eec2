import { readFileSync } from "node:fs";
import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { assert, describe, it } from "@effect/vitest";
import { type Broker, closeBroker, errorOfCode, openInternals } from "./kafkajsInternals.ts";
import { metadataRequest } from "./protocol/metadata.ts";

const someBroker = (): Promise<Broker> =>
  openInternals({ brokers: [], clientId: "test" })({ host: "127.0.0.1", port: 1 });

/** Calls that are made by name; kafkajs must have them all. */
const methods = [
  "connect",
  "isConnected",
  "findGroupCoordinator",
  "syncGroup",
  "heartbeat",
  "offsetCommit",
  "offsetFetch",
  "listOffsets",
  "initProducerId",
] as const satisfies ReadonlyArray<keyof Broker>;

describe("kafkajs' internals", () => {
  it("are those of the version that they were written for", () => {
    const file = fileURLToPath(new URL("package.json", import.meta.resolve("kafkajs")));
    assert.strictEqual(JSON.parse(readFileSync(file, "utf8")).version, "2.2.4");
  });

  it("have every call that is made", async () => {
    const broker = await someBroker();
    for (const method of methods) assert.isFunction(broker[method], method);
    assert.deepStrictEqual([broker.connectionPool.host, broker.connectionPool.port], ["127.0.0.1", 1]);
    assert.strictEqual(broker.connectionPool.pool.length, 2);
    assert.isFunction(broker.connectionPool.send);
    assert.isFunction(broker.connectionPool.destroy);
    assert.isNull(broker.versions);
    for (const { requestQueue, isConnected } of broker.connectionPool.pool) {
      assert.isFunction(isConnected);
      assert.isArray(requestQueue.pending);
      assert.instanceOf(requestQueue.inflight, Map);
    }
  });

  it("name the errors of the protocol, and say which may pass", () => {
    for (const [code, type, retriable] of [
      [6, "NOT_LEADER_FOR_PARTITION", true],
      [3, "UNKNOWN_TOPIC_OR_PARTITION", true],
      [22, "ILLEGAL_GENERATION", false],
      [25, "UNKNOWN_MEMBER_ID", false],
      [27, "REBALANCE_IN_PROGRESS", false],
      [45, "OUT_OF_ORDER_SEQUENCE_NUMBER", false],
    ] as const) {
      assert.deepInclude(Object.assign({}, errorOfCode(code) as object), {
        type,
        retriable,
        name: "KafkaJSProtocolError",
      });
    }
  });

  it("start no timer while nothing is pending, and one that is not at once while something is", async () => {
    const [connection] = (await someBroker()).connectionPool.pool;
    const queue = connection!.requestQueue as unknown as {
      pending: unknown[];
      throttleCheckTimeoutId: { _idleTimeout: number } | null;
      scheduleCheckPendingRequests: () => void;
      destroy: () => void;
    };
    queue.scheduleCheckPendingRequests();
    assert.isNull(queue.throttleCheckTimeoutId);
    queue.pending.push({});
    queue.scheduleCheckPendingRequests();
    assert.isAtLeast(queue.throttleCheckTimeoutId!._idleTimeout, 10);
    queue.destroy();
  });

  it("would start one every millisecond without the guard", async () => {
    const { requestQueue } = (await someBroker()).connectionPool.pool[0]!;
    const unguarded = Object.getPrototypeOf(requestQueue).scheduleCheckPendingRequests as () => void;
    const queue = requestQueue as unknown as {
      throttleCheckTimeoutId: { _idleTimeout: number };
      destroy: () => void;
    };
    unguarded.call(queue);
    assert.strictEqual(queue.throttleCheckTimeoutId._idleTimeout, 1);
    queue.destroy();
  });

  it("leave no request unanswered when its connection is closed at whatever moment", async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const make = openInternals({ brokers: [], clientId: "test", requestTimeout: 60_000 });
    for (let steps = 0; steps < 40; steps++) {
      const broker = await make({ host: "127.0.0.1", port });
      await broker.connectionPool.getConnection();
      const sent = broker.connectionPool.send(metadataRequest([])).then(
        () => "answered",
        () => "rejected",
      );
      for (let step = 0; step < steps; step++) await Promise.resolve();
      await closeBroker(broker);
      assert.strictEqual(await sent, "rejected", `closed after ${steps} steps`);
    }
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it("ends an attempt to connect when it is closed, for whoever waits for it", async () => {
    // The name is never found out, so the socket stays as it is while it is being opened.
    const socketFactory = ({ host, port }: { host: string; port: number }) =>
      createConnection({ host, port, lookup: () => {} });
    const make = openInternals({ brokers: [], clientId: "test", connectionTimeout: 60_000, socketFactory });
    const broker = await make({ host: "broker.invalid", port: 9092 });
    const waiting = Promise.allSettled([broker.connect(), broker.connectionPool.getConnection()]);
    await new Promise(setImmediate);
    await closeBroker(broker);
    const outcomes = await waiting;
    assert.deepStrictEqual(
      outcomes.map(({ status }) => status),
      ["rejected", "rejected"],
    );
  });
});
