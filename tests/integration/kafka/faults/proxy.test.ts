import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { apiNames, type ApiName } from "@rapport/testing/faults/kafkaApis";
import { kafkaErrors } from "@rapport/testing/faults/kafkaErrors";
import { type KafkaFaultProxy, startKafkaFaultProxy } from "@rapport/testing/faults/KafkaFaultProxy";
import { Kafka, logLevel } from "kafkajs";
import { afterAll, assert, beforeAll, describe, inject, it } from "vitest";

/**
 * The fault proxy itself, before the real broker: a stock client behind it works as it does without, and each fault
 * is what it says.
 */
let proxy: KafkaFaultProxy;
const topic = `proxy-${randomUUID()}`;
const group = `${topic}-group`;

const clientOf = (clientId: string, retries = 2) =>
  new Kafka({
    clientId,
    brokers: proxy.brokers.split(","),
    logLevel: logLevel.NOTHING,
    retry: { retries, initialRetryTime: 20 },
    requestTimeout: 1_000,
  });

beforeAll(async () => {
  proxy = await startKafkaFaultProxy(inject("kafka").brokers);
  const admin = clientOf("admin", 8).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: true });
  await admin.disconnect();
  // The first group of all makes the broker's own topic for offsets, which takes a moment.
  await send("first");
  await consumeOnce("first", 8);
});
afterAll(async () => {
  await proxy.stop();
  assert.deepStrictEqual(proxy.problems, []);
});

const send = async (clientId: string, idempotent = false) => {
  const producer = clientOf(clientId, idempotent ? 2 : 0).producer({ idempotent });
  await producer.connect();
  try {
    await producer.send({ topic, messages: [{ key: "k", value: "v" }] });
  } finally {
    await producer.disconnect();
  }
};

const asAdmin = async <A>(
  clientId: string,
  work: (admin: ReturnType<Kafka["admin"]>) => Promise<A>,
): Promise<A> => {
  const admin = clientOf(clientId).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};

/** Consumes until the client says that it crashed, or until one batch was handled and committed. */
const consumeOnce = async (clientId: string, retries: number) => {
  const consumer = clientOf(clientId, retries).consumer({
    groupId: `${group}-${clientId}`,
    maxWaitTimeInMs: 50,
    sessionTimeout: 6_000,
    heartbeatInterval: 50,
    retry: { retries, initialRetryTime: 50 },
  });
  const over = Promise.withResolvers<void>();
  consumer.on(consumer.events.CRASH, ({ payload }) => over.reject(payload.error));
  consumer.on(consumer.events.COMMIT_OFFSETS, () => setTimeout(over.resolve, 300));
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    await consumer.run({ autoCommitThreshold: 1, eachMessage: () => Promise.resolve() });
    await over.promise;
  } finally {
    await consumer.disconnect();
  }
};

const consume = (clientId: string) => consumeOnce(clientId, 2);

/** Something a stock client does that needs the API; it fails with what the broker answers. */
const uses: Record<ApiName, (clientId: string) => Promise<unknown>> = {
  Produce: (id) => send(id),
  InitProducerId: (id) => send(id, true),
  Metadata: (id) => asAdmin(id, (admin) => admin.fetchTopicMetadata({ topics: [topic] })),
  ListOffsets: (id) => asAdmin(id, (admin) => admin.fetchTopicOffsets(topic)),
  OffsetFetch: (id) => asAdmin(id, (admin) => admin.fetchOffsets({ groupId: group, topics: [topic] })),
  FindCoordinator: (id) => asAdmin(id, (admin) => admin.fetchOffsets({ groupId: group, topics: [topic] })),
  Fetch: consume,
  JoinGroup: consume,
  SyncGroup: consume,
  Heartbeat: consume,
  OffsetCommit: consume,
  LeaveGroup: (id) => consume(id),
};

/** An error's type, or its text, and those of its causes. */
const wordsOf = (error: { type?: string; message?: string; cause?: object }): string =>
  `${error.type ?? error.message} ${error.cause === undefined ? "" : wordsOf(error.cause)}`;

describe("a stock client behind the proxy", () => {
  it("works, and every API it used was seen in the version the proxy knows", async () => {
    for (const api of apiNames) {
      await send("plain");
      await uses[api]("plain");
    }
    for (const api of apiNames) assert.isAbove(proxy.seen(api, "plain"), 0, api);
    assert.isAbove(proxy.commits.filter((commit) => commit.clientId === "plain").length, 0);
    assert.deepStrictEqual(proxy.problems, []);
  });

  for (const api of apiNames.filter((name) => name !== "LeaveGroup"))
    it(`is told the error that was injected: ${api}`, async () => {
      const clientId = `told-${api}`;
      await send("plain");
      const fault = proxy.inject({
        apis: [api],
        clientId,
        kind: "error",
        code: kafkaErrors.POLICY_VIOLATION,
        when: "instead",
      });
      const said = await uses[api](clientId).then(() => "nothing", wordsOf);
      fault.clear();
      // The client keeps to itself why it found no coordinator.
      const expected = api === "FindCoordinator" ? /find group coordinator/ : /POLICY_VIOLATION/;
      assert.match(said, expected);
      assert.isAbove(fault.hits(), 0);
    });

  it("is hit only as the fault says: by client, so many times", async () => {
    const error = { apis: ["Produce"], kind: "error", code: kafkaErrors.POLICY_VIOLATION } as const;
    const fault = proxy.inject({ ...error, clientId: "hit", times: 1, when: "instead" });
    await send("spared");
    assert.strictEqual(fault.hits(), 0);
    await send("hit").then(
      () => assert.fail("was not hit"),
      () => undefined,
    );
    await send("hit");
    assert.strictEqual(fault.hits(), 1);
  });

  const end = async () => {
    const offsets = await asAdmin("counting", (admin) => admin.fetchTopicOffsets(topic));
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  };
  const failing = async (work: Promise<unknown>) => {
    await work.then(
      () => assert.fail("did not fail"),
      () => undefined,
    );
  };

  it("is told of a failure although the broker did it, and of one that it never saw", async () => {
    const before = await end();
    const error = { apis: ["Produce"], clientId: "lost", kind: "error", times: 1 } as const;
    proxy.inject({ ...error, code: kafkaErrors.KAFKA_STORAGE_ERROR, when: "instead" });
    await failing(send("lost"));
    assert.strictEqual(await end(), before);
    proxy.inject({ ...error, code: kafkaErrors.KAFKA_STORAGE_ERROR, when: "after" });
    await failing(send("lost"));
    assert.strictEqual(await end(), before + 1);
  });

  it("loses its connection before or after the thing was done, or never hears of it", async () => {
    const before = await end();
    const produce = { apis: ["Produce"], clientId: "cut", times: 1 } as const;
    proxy.inject({ ...produce, kind: "cut", when: "before" });
    await failing(send("cut"));
    assert.strictEqual(await end(), before);
    proxy.inject({ ...produce, kind: "cut", when: "after" });
    await failing(send("cut"));
    assert.strictEqual(await end(), before + 1);
    proxy.inject({ ...produce, kind: "swallow" });
    await failing(send("cut"));
    assert.strictEqual(await end(), before + 2);
  });

  it("has its commit noted when the broker takes it, though an answer before it is delayed", async () => {
    const delayMs = 800;
    const clientId = "behind";
    const consumer = clientOf(clientId).consumer({
      groupId: `${group}-${clientId}`,
      maxWaitTimeInMs: 50,
      heartbeatInterval: 1,
    });
    const told = Promise.withResolvers<number>();
    consumer.on(consumer.events.COMMIT_OFFSETS, () => told.resolve(performance.now()));
    consumer.on(consumer.events.CRASH, ({ payload }) => told.reject(payload.error));
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    let first = true;
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ heartbeat, topic, partition }) => {
        if (!first) return;
        first = false;
        const fault = proxy.inject({ apis: ["Heartbeat"], clientId, kind: "delay", delayMs, times: 1 });
        // A client that has just sent one sends none; the one that is delayed is not waited for.
        for (; fault.hits() === 0; await wait(5)) void heartbeat();
        await consumer.commitOffsets([{ topic, partition, offset: "1" }]);
      },
    });
    const toldMs = await told.promise;
    await consumer.stop();
    await consumer.disconnect();
    const noted = proxy.commits.find((commit) => commit.clientId === clientId);
    assert.isBelow(noted!.atMs, toldMs - delayMs / 2);
  });

  it("cannot connect while the line refuses or swallows it, nor where brokers have a name nobody knows", async () => {
    for (const line of ["refuse", "blackhole"] as const) {
      proxy.line(line, line === "refuse" ? undefined : "dark");
      await failing(send("dark"));
      proxy.line("open", line === "refuse" ? undefined : "dark");
      await send("dark");
    }
    proxy.advertise("broker.invalid");
    await failing(send("nameless"));
    proxy.advertise("127.0.0.1");
    await send("nameless");
  });
});
