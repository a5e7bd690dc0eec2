import { topics } from "@rapport/contracts/Topics";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import type { ApiName } from "@rapport/testing/faults/kafkaApis";
import type { KafkaFault } from "@rapport/testing/faults/kafkaFaults";
import { kafkaErrors } from "@rapport/testing/faults/kafkaErrors";
import { type KafkaFaultProxy, startKafkaFaultProxy } from "@rapport/testing/faults/KafkaFaultProxy";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect, type Scope } from "effect";
import { afterAll, afterEach, assert, beforeAll, beforeEach, describe, inject, it } from "vitest";
import { freshTopics, openLog, readAll, record } from "./logOnKafka.ts";

/** A topic of one partition: the order of all that is in it can be told. */
const topic = topics.directory.name;
const { brokers } = inject("kafka");

let proxy: KafkaFaultProxy;
let options: KafkaOptions;
beforeAll(async () => {
  proxy = await startKafkaFaultProxy(brokers);
});
afterAll(async () => {
  await proxy.stop();
  assert.deepStrictEqual(proxy.problems, []);
});
beforeEach(async () => {
  const direct = await freshTopics({ brokers: brokers.split(",") });
  options = {
    ...direct,
    brokers: proxy.brokers.split(","),
    requestTimeoutMs: 1000,
    deliveryTimeoutMs: 20_000,
  };
});
let cleared: Array<() => void> = [];
afterEach(() => {
  for (const clear of cleared) clear();
  cleared = [];
  proxy.line("open");
});
const fail = (fault: KafkaFault) => {
  const active = proxy.inject(fault);
  cleared.push(active.clear);
  return active;
};

const run = (
  work: (log: EventLog["Service"]) => Effect.Effect<void, unknown, Scope.Scope>,
  more: Partial<KafkaOptions> = {},
) => Effect.runPromise(Effect.scoped(Effect.flatMap(openLog({ ...options, ...more }), work)));

const appendAll = (log: EventLog["Service"], from: number, to: number) =>
  Effect.forEach(
    Array.from({ length: to - from }, (_, index) => from + index),
    (n) => log.append(topic, [record(`k${n}`, String(n))]),
  );

const numbers = (to: number) => Array.from({ length: to }, (_, n) => String(n));

/** Each lets the batch into the log and tells the client otherwise; the idempotent producer must not write it twice. */
const untrueFaults: ReadonlyArray<readonly [string, KafkaFault]> = [
  [
    "the answer was an error",
    {
      kind: "error",
      code: kafkaErrors.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
      when: "after",
      apis: ["Produce"],
      times: 3,
    },
  ],
  [
    "the broker gave up waiting for its replicas",
    { kind: "error", code: kafkaErrors.REQUEST_TIMED_OUT, when: "after", apis: ["Produce"], times: 2 },
  ],
  ["the connection was cut before the answer", { kind: "cut", when: "after", apis: ["Produce"], times: 2 }],
  ["the answer never came", { kind: "swallow", apis: ["Produce"], times: 1 }],
];

/** Each keeps the batch out of the log; it must be written after all. */
const passingFaults: ReadonlyArray<readonly [string, KafkaFault]> = [
  [
    "the leader has moved",
    { kind: "error", code: kafkaErrors.NOT_LEADER_OR_FOLLOWER, when: "instead", apis: ["Produce"], times: 3 },
  ],
  [
    "too few replicas are in sync",
    { kind: "error", code: kafkaErrors.NOT_ENOUGH_REPLICAS, when: "instead", apis: ["Produce"], times: 3 },
  ],
  [
    "the broker's disk failed",
    { kind: "error", code: kafkaErrors.KAFKA_STORAGE_ERROR, when: "instead", apis: ["Produce"], times: 2 },
  ],
  [
    "the broker lost count of the producer",
    {
      kind: "error",
      code: kafkaErrors.OUT_OF_ORDER_SEQUENCE_NUMBER,
      when: "instead",
      apis: ["Produce"],
      times: 1,
    },
  ],
  [
    "the broker does not know the producer",
    { kind: "error", code: kafkaErrors.UNKNOWN_PRODUCER_ID, when: "instead", apis: ["Produce"], times: 1 },
  ],
  ["the connection was cut before the request", { kind: "cut", when: "before", apis: ["Produce"], times: 2 }],
  [
    "no producer id was to be had",
    {
      kind: "error",
      code: kafkaErrors.COORDINATOR_LOAD_IN_PROGRESS,
      when: "instead",
      apis: ["InitProducerId"],
      times: 2,
    },
  ],
  ["the metadata was not to be had", { kind: "cut", when: "before", apis: ["Metadata"], times: 2 }],
];

/** What makes the producer ask for that again. */
const whatAsksFor: Partial<Record<ApiName, { readonly kind: "error"; readonly code: number }>> = {
  InitProducerId: { kind: "error", code: kafkaErrors.UNKNOWN_PRODUCER_ID },
  Metadata: { kind: "error", code: kafkaErrors.NOT_LEADER_OR_FOLLOWER },
};

describe("append on Kafka", () => {
  for (const [what, fault] of [...untrueFaults, ...passingFaults]) {
    it(`writes each record once and in order when ${what}`, () =>
      run((log) =>
        Effect.gen(function* () {
          yield* appendAll(log, 0, 3);
          const cause = whatAsksFor[fault.apis[0]!];
          if (cause !== undefined) fail({ ...cause, when: "instead", apis: ["Produce"], times: 1 });
          const active = fail(fault);
          const receipts = yield* appendAll(log, 3, 8);
          assert.isAtLeast(active.hits(), 1);
          assert.deepStrictEqual(yield* readAll(log, topic, 0), numbers(8));
          assert.deepStrictEqual(
            receipts.map(({ partitions }) => partitions),
            [3, 4, 5, 6, 7].map((firstOffset) => [{ partition: 0, firstOffset, count: 1 }]),
          );
        }),
      ));
  }

  it("fails at once for what cannot pass, and writes what comes after", () =>
    run((log) =>
      Effect.gen(function* () {
        fail({
          kind: "error",
          code: kafkaErrors.TOPIC_AUTHORIZATION_FAILED,
          when: "instead",
          apis: ["Produce"],
          times: 1,
        });
        const error = (yield* Effect.flip(log.append(topic, [record("k", "lost")]))) as EventLogError;
        assert.deepStrictEqual([error._tag, error.retriable], ["EventLogError", false]);
        assert.include(error.message, "give this user Read, Write and Describe on the topics");
        yield* appendAll(log, 0, 2);
        assert.deepStrictEqual(yield* readAll(log, topic, 0), numbers(2));
      }),
    ));

  for (const when of ["instead", "after"] as const) {
    it(`fails in time when the brokers say no ${when === "after" ? "to what they wrote" : "for long"}, and goes on with a new producer`, () =>
      run(
        (log) =>
          Effect.gen(function* () {
            yield* appendAll(log, 0, 1);
            const before = proxy.seen("InitProducerId");
            const code = kafkaErrors.NOT_ENOUGH_REPLICAS_AFTER_APPEND;
            const active = fail({ kind: "error", code, when, apis: ["Produce"] });
            const error = (yield* Effect.flip(log.append(topic, [record("k", "x")]))) as EventLogError;
            assert.deepStrictEqual([error._tag, error.retriable], ["EventLogError", true]);
            assert.match(error.message, /min\.insync\.replicas.*tried for \d s/);
            active.clear();
            // With the old producer's numbers the broker would take these for the one that it wrote, and drop them.
            yield* appendAll(log, 1, 3);
            assert.strictEqual(proxy.seen("InitProducerId") - before, 1);
            const expected = when === "after" ? ["0", "x", "1", "2"] : ["0", "1", "2"];
            assert.deepStrictEqual(yield* readAll(log, topic, 0), expected);
          }),
        { deliveryTimeoutMs: 1500 },
      ));
  }

  it("writes nothing of a call behind what failed of it, and no checkpoint", () =>
    run((log) =>
      Effect.gen(function* () {
        // A new topic's leader may refuse its first batch.
        yield* log.append(topic, [record("k", "before")]);
        // Three batches of one partition: the second is refused.
        const large = ["0", "1", "2"].map((first) => record("k", first.padEnd(700_000, "x")));
        const refuse = {
          kind: "error",
          code: kafkaErrors.INVALID_RECORD,
          when: "instead",
          apis: ["Produce"],
          times: 1,
        } as const;
        const first = fail({ kind: "delay", delayMs: 1, apis: ["Produce"], times: 1 });
        void first.hit(1).then(() => fail(refuse));
        yield* Effect.flip(log.append(topic, large, [{ name: "mark", value: "1" }]));
        const found = yield* readAll(log, topic, 0);
        assert.deepStrictEqual(
          found.map((text) => text[0]),
          ["b", "0"],
        );
        assert.deepStrictEqual(yield* log.checkpoints(["mark"]), new Map());
      }),
    ));

  it("sends together what waits together", () =>
    run((log) =>
      Effect.gen(function* () {
        yield* appendAll(log, 0, 1);
        const before = proxy.seen("Produce");
        const appends = Array.from({ length: 200 }, (_, n) =>
          log.append(topics.interactions.name, [record(`k${n}`, String(n))]),
        );
        yield* Effect.all(appends, { concurrency: "unbounded" });
        assert.isAtMost(proxy.seen("Produce") - before, 8);
        const ends = yield* log.endOffsets(topics.interactions.name);
        assert.strictEqual(
          ends.reduce((sum, end) => sum + end, 0),
          200,
        );
      }),
    ));

  it("goes on after the brokers were out of reach", () =>
    run((log) =>
      Effect.gen(function* () {
        yield* appendAll(log, 0, 2);
        for (const state of ["refuse", "blackhole"] as const) {
          proxy.line(state);
          const appending = appendAll(log, state === "refuse" ? 2 : 4, state === "refuse" ? 4 : 6);
          const opening = Effect.andThen(
            Effect.sleep("1500 millis"),
            Effect.sync(() => proxy.line("open")),
          );
          yield* Effect.all([appending, opening], { concurrency: 2 });
        }
        assert.deepStrictEqual(yield* readAll(log, topic, 0), numbers(6));
      }),
    ));

  it("loses nothing, doubles nothing and keeps the order of keys under whatever faults", () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = seededRandom(seed);
    const wide = topics.interactions.name;
    /** One ingest: call after call, each again until it stands. Whether a call that failed was written is open. */
    const ingest = (log: EventLog["Service"], name: number, tried: Map<string, number>) =>
      Effect.gen(function* () {
        for (let call = 0; call < 15; call++) {
          const records = Array.from({ length: random.int(1, 30) }, (_, n) =>
            record(`${name}-${n % 5}`, `${name}:${String(call).padStart(3, "0")}:${n}`),
          );
          const append = Effect.suspend(() => {
            for (const { value } of records) {
              const text = Buffer.from(value).toString();
              tried.set(text, (tried.get(text) ?? 0) + 1);
            }
            return log.append(wide, records, [{ name: `ingest ${name}`, value: String(call) }]);
          });
          yield* append.pipe(Effect.retry({ while: ({ retriable }) => retriable, times: 100 }));
        }
      });
    // Not a producer that the broker lost count of: after an answer that was lost, too, a batch may stand twice.
    const tolerable = [...untrueFaults, ...passingFaults].filter(
      ([what, { kind }]) => !what.includes("producer") && kind !== "swallow",
    );
    const faults = Effect.gen(function* () {
      while (true) {
        const [, fault] = random.pick(tolerable);
        const ended = fail({ ...fault, times: random.int(1, 3) });
        if (random.chance(0.3)) proxy.cutAll();
        yield* Effect.sleep(random.int(20, 200));
        ended.clear();
        yield* Effect.sleep(random.int(50, 200));
      }
    });
    return run(
      (log) =>
        Effect.gen(function* () {
          const tried = new Map<string, number>();
          const ingests = [0, 1, 2, 3].map((name) => ingest(log, name, tried));
          yield* Effect.raceFirst(Effect.all(ingests, { concurrency: "unbounded" }), faults);
          for (const clear of cleared) clear();
          const found = new Map<string, number>();
          for (let partition = 0; partition < 4; partition++) {
            const lastOf = new Map<string, string>();
            for (const text of yield* readAll(log, wide, partition)) {
              found.set(text, (found.get(text) ?? 0) + 1);
              const [name, call, n] = text.split(":");
              const key = `${name}-${Number(n) % 5}`;
              const place = `${call}:${n!.padStart(3, "0")}`;
              // A call that failed and was made again may stand twice: its first record then follows its last.
              const again = lastOf.get(key)?.slice(0, 3) === call && tried.get(text)! > 1;
              assert.isTrue(
                again || (lastOf.get(key) ?? "") < place,
                `seed ${seed}: ${text} after ${lastOf.get(key)}`,
              );
              lastOf.set(key, place);
            }
          }
          for (const [text, times] of tried) {
            const seen = found.get(text) ?? 0;
            assert.isTrue(
              seen >= 1 && seen <= times,
              `seed ${seed}: ${text} stands ${seen} times, tried ${times}`,
            );
          }
          for (const name of [0, 1, 2, 3]) {
            assert.deepStrictEqual((yield* log.checkpoints([`ingest ${name}`])).get(`ingest ${name}`), "14");
          }
        }),
      { deliveryTimeoutMs: 3000 },
    );
  });

  it("ends with the log: what could not be written fails, and the end does not wait for ever", async () => {
    const started = performance.now();
    const outcome = await run((log) =>
      Effect.gen(function* () {
        yield* appendAll(log, 0, 1);
        proxy.line("blackhole");
        yield* Effect.forkDetach(log.append(topic, [record("k", "x")]));
        yield* Effect.sleep("100 millis");
      }),
    );
    assert.isUndefined(outcome);
    assert.isBelow(performance.now() - started, 15_000);
  });
});
