import { assert, it } from "@effect/vitest";
import { makeConnections } from "./connections.ts";
import type { KafkaFailure } from "./KafkaFailure.ts";
import type { Broker } from "./kafkajsInternals.ts";
import { ConnectionDropped } from "./kafkajsInternals.ts";
import type { KafkaSettings } from "./KafkaOptions.ts";

const settings = { clientId: "test", requestTimeoutMs: 300, ssl: null, sasl: null } as KafkaSettings;

/** A broker that is connected, and counts how often its connections are closed. */
const connectedBroker = () => {
  const state = { closed: 0 };
  const connectionPool = {
    host: "127.0.0.1",
    port: 9092,
    pool: [],
    destroy: async () => void state.closed++,
  };
  return { state, broker: { connectionPool, isConnected: () => true, versions: {} } as unknown as Broker };
};

const codesOf = (asked: ReadonlyArray<Promise<unknown>>) =>
  Promise.all(
    asked.map((one) =>
      one.then(
        () => "answered",
        ({ code }: KafkaFailure) => code,
      ),
    ),
  );

it("what many requests lost together is closed once, or each would tear down what the next one builds", async () => {
  const { state, broker } = connectedBroker();
  const { call } = makeConnections(settings);
  const lost = () => Promise.reject(new ConnectionDropped("cut"));
  const codes = await codesOf(Array.from({ length: 10 }, () => call(broker, lost)));
  assert.deepStrictEqual(new Set(codes), new Set(["CONNECTION"]));
  assert.strictEqual(state.closed, 1);
  await codesOf([call(broker, lost)]);
  assert.strictEqual(state.closed, 2);
});

it("whoever waited in vain for another request to connect leaves the connection to it", async () => {
  const { state, broker } = connectedBroker();
  const { call } = makeConnections(settings);
  const late = Object.assign(new Error("Timeout while acquiring lock"), { name: "KafkaJSLockTimeout" });
  assert.deepStrictEqual(await codesOf([call(broker, () => Promise.reject(late))]), ["TIMED_OUT"]);
  assert.strictEqual(state.closed, 0);
});
