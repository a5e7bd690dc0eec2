import { zstdDecompressSync } from "node:zlib";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { topics } from "@rapport/contracts/Topics";
import type { EventLogError } from "@rapport/event-log/EventLog";
import { checkpointsTopic, type KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import { sampleEmail } from "@rapport/testing/sampleEvents";
import { Effect } from "effect";
import kafkajs from "kafkajs";
import { afterAll, assert, beforeAll, beforeEach, describe, inject, it } from "vitest";
import { freshTopics, openLog, readAll, record } from "./logOnKafka.ts";

const topic = topics.directory.name;
const brokers = inject("kafka").brokers.split(",");
const kafka = new kafkajs.Kafka({ brokers, clientId: "other-software", logLevel: kafkajs.logLevel.NOTHING });
const admin = kafka.admin();

let options: KafkaOptions;
beforeAll(() => admin.connect());
afterAll(() => admin.disconnect());
beforeEach(async () => {
  options = await freshTopics({ brokers });
});

const run = <A>(work: Parameters<typeof Effect.runPromise<A, unknown>>[0]) => Effect.runPromise(work);

/** What opening the log with these options fails with. */
const refusal = (more: Partial<KafkaOptions>) =>
  run(Effect.flip(Effect.scoped(openLog({ ...options, ...more })))) as Promise<EventLogError>;

describe("the log on Kafka, when it is opened,", () => {
  it("says how to make topics that are not there, and makes none", async () => {
    const { retriable, message } = await refusal({ prefix: "nobody." });
    assert.isFalse(retriable);
    assert.match(message, /topic nobody\.rapport\.\S+: .*rapport topics apply/);
    assert.isFalse((await admin.listTopics()).some((name) => name.startsWith("nobody.")));
  });

  it("refuses a topic whose keys were placed over another number of partitions", async () => {
    const { retriable, message } = await refusal({ topics: [{ name: topic, partitions: 3 }] });
    assert.isFalse(retriable);
    assert.include(message, `topic ${options.prefix}${topic} has 1 partitions, not 3`);
  });

  it("names the brokers that do not answer, and tries the others", async () => {
    const { retriable, message } = await refusal({ brokers: ["127.0.0.1:1", "nowhere.invalid:9092"] });
    assert.isTrue(retriable);
    assert.match(message, /127\.0\.0\.1:1.*nowhere\.invalid:9092.*KAFKA_BROKERS.*ECONNREFUSED/);
    await run(Effect.scoped(openLog({ ...options, brokers: ["127.0.0.1:1", ...brokers] })));
  });
});

describe("the log on Kafka", () => {
  it("tells other software what its records are, at the log's own time", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(options);
          const event = sampleEmail(1);
          const before = Date.now();
          yield* log.append(topic, [recordOfEvent("acme", event)]);
          kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => ({
            compress: () => Promise.reject(new Error("only read here")),
            decompress: (bytes: Buffer) => Promise.resolve(zstdDecompressSync(bytes)),
          });
          const consumer = kafka.consumer({ groupId: `${options.prefix}others` });
          const message = yield* Effect.promise(async () => {
            const got = Promise.withResolvers<kafkajs.KafkaMessage>();
            await consumer.connect();
            await consumer.subscribe({ topic: `${options.prefix}${topic}`, fromBeginning: true });
            await consumer.run({ eachMessage: async ({ message: found }) => got.resolve(found) });
            const found = await got.promise;
            await consumer.disconnect();
            return found;
          });
          assert.strictEqual(message.key?.toString(), "acme");
          assert.deepStrictEqual(JSON.parse(message.value!.toString()), event);
          assert.strictEqual(message.headers?.["ce_type"]?.toString(), event.type);
          assert.strictEqual(message.headers?.["ce_id"]?.toString(), event.id);
          // The event is older: with its own time as the record's, retention would delete it.
          assert.isBelow(event.occurredAt, before - 86_400_000);
          assert.isAtLeast(Number(message.timestamp), before - 1000);
          const [mine] = yield* log.read(topic, 0, 0, 1);
          assert.strictEqual(mine?.appendedAt, Number(message.timestamp));
        }),
      ),
    ));

  it("reads what other software wrote, plain or compressed", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(options);
          yield* Effect.promise(async () => {
            const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
            await producer.connect();
            for (const compression of [kafkajs.CompressionTypes.None, kafkajs.CompressionTypes.GZIP]) {
              const messages = [
                { key: "k", value: `${compression}`, headers: { a: "b" } },
                { value: "no key" },
              ];
              await producer.send({ topic: `${options.prefix}${topic}`, compression, messages });
            }
            await producer.disconnect();
          });
          assert.deepStrictEqual(yield* readAll(log, topic, 0), ["0", "no key", "1", "no key"]);
        }),
      ),
    ));

  it("does not pass over records that the broker deleted", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(options);
          yield* log.append(
            topic,
            Array.from({ length: 5 }, (_, n) => record("k", String(n))),
          );
          yield* Effect.promise(async () => {
            const name = `${options.prefix}${topic}`;
            // Only by asking for it does kafkajs come to know the topic.
            await admin.fetchTopicOffsets(name);
            await admin.deleteTopicRecords({ topic: name, partitions: [{ partition: 0, offset: "3" }] });
          });
          for (const offset of [0, 2]) {
            const error = yield* Effect.flip(log.read(topic, 0, offset, 10));
            assert.isFalse(error.retriable);
            assert.match(error.message, /offset \d is gone: the broker has records from 3 on.*retention/);
          }
          assert.strictEqual((yield* log.read(topic, 0, 3, 10)).length, 2);
          assert.deepStrictEqual(yield* log.read(topic, 0, 5, 10), []);
          assert.deepStrictEqual(yield* log.read(topic, 0, 500, 10), []);
        }),
      ),
    ));

  it("goes on reading where a reader left off within a batch, also when two take turns", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(options);
          yield* log.append(
            topic,
            Array.from({ length: 100 }, (_, n) => record("k", String(n))),
          );
          for (let at = 0; at < 100; at += 7) {
            const mine = yield* log.read(topic, 0, at, 7);
            const theirs = yield* log.read(topic, 0, 99 - at, 1);
            assert.deepStrictEqual(
              mine.map(({ offset }) => offset),
              Array.from({ length: Math.min(7, 100 - at) }, (_, n) => at + n),
            );
            assert.strictEqual(Buffer.from(theirs[0]!.value).toString(), String(99 - at));
          }
        }),
      ),
    ));

  it("sees the checkpoints of other processes at once, and after compaction", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const [one, other] = [yield* openLog(options), yield* openLog(options)];
          for (let n = 0; n < 20; n++) {
            const [writer, reader] = n % 2 === 0 ? [one, other] : [other, one];
            yield* writer.append(
              topic,
              [],
              [
                { name: "shared", value: String(n) },
                { name: `own ${n}`, value: "" },
              ],
            );
            const seen = yield* reader.checkpoints(["shared", `own ${n}`, "absent"]);
            assert.deepStrictEqual(Object.fromEntries(seen), { shared: String(n), [`own ${n}`]: "" });
          }
          // A deletion by hand (`kafka-console-producer` with an empty value) is understood.
          yield* Effect.promise(async () => {
            const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
            await producer.connect();
            await producer.send({
              topic: `${options.prefix}${checkpointsTopic}`,
              messages: [{ key: "shared", value: null }],
            });
            await producer.disconnect();
          });
          assert.deepStrictEqual(yield* one.checkpoints(["shared", "own 3"]), new Map([["own 3", ""]]));
        }),
      ),
    ));
});
