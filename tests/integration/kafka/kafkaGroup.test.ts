import { topics } from "@rapport/contracts/Topics";
import { EventLogError } from "@rapport/event-log/EventLog";
import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import { Effect } from "effect";
import kafkajs from "kafkajs";
import { afterAll, assert, beforeAll, beforeEach, describe, inject, it } from "vitest";
import { commitWhole, holdBatches } from "./heldBatches.ts";
import { freshTopics, openLog, record } from "./logOnKafka.ts";

const wide = topics.interactions;
const single = topics.directory.name;
const brokers = inject("kafka").brokers.split(",");
const kafka = new kafkajs.Kafka({ brokers, clientId: "other-software", logLevel: kafkajs.logLevel.NOTHING });
const admin = kafka.admin();

let options: KafkaOptions;
beforeAll(() => admin.connect());
afterAll(() => admin.disconnect());
beforeEach(async () => {
  options = { ...(await freshTopics({ brokers })), sessionMs: 2000 };
});

const run = <A>(work: Effect.Effect<A, unknown, never>) => Effect.runPromise(work);
const named = (name: string) => `${options.prefix}${name}`;
const keys = Array.from({ length: 40 }, (_, index) => `org-${index}.example`);
const records = keys.map((key) => record(key, "x"));

/** What consuming ends with, when it should not begin. */
const refusal = (topic: string, more: Partial<KafkaOptions> = {}) =>
  run(
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* openLog({ ...options, ...more });
        const consumed = log.consume({ group: "g", topics: [topic], maxRecords: 10 }, (batch) =>
          batch.commit(batch.endOffset),
        );
        const error = yield* Effect.flip(Effect.timeout(consumed, "20 seconds"));
        assert.instanceOf(error, EventLogError);
        return error;
      }),
    ),
  );

describe("members of a Kafka group", () => {
  it("keep the batches of what a rebalance leaves to them, and cannot commit those of what it takes", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const [log, other] = [yield* openLog(options), yield* openLog(options)];
          yield* log.append(wide.name, records);
          const old = yield* holdBatches(log, "g", wide.name);
          const inHand = [yield* old.next, yield* old.next, yield* old.next, yield* old.next];
          const newcomer = yield* holdBatches(other, "g", wide.name);
          const taken = [yield* newcomer.next, yield* newcomer.next];
          const moved = new Set(taken.map(({ partition }) => partition));
          assert.strictEqual(moved.size, 2);
          for (const batch of taken) assert.strictEqual(yield* commitWhole(batch), "success");
          for (const batch of inHand) {
            const expected = moved.has(batch.partition) ? "StaleOwner" : "success";
            assert.strictEqual(yield* commitWhole(batch), expected, `partition ${batch.partition}`);
          }
          const ends = yield* log.endOffsets(wide.name);
          const positions = yield* log.committed("g", wide.name);
          assert.deepStrictEqual(
            positions.map(({ offset }) => offset),
            ends,
          );
        }),
      ),
    ));

  it("share partitions with members that join later, and take them back when those leave", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const [log, other] = [yield* openLog(options), yield* openLog(options)];
          yield* log.append(wide.name, records);
          const first = yield* holdBatches(log, "g", wide.name);
          for (let count = 0; count < 4; count++) yield* commitWhole(yield* first.next);
          yield* first.letGo;
          const second = yield* holdBatches(other, "g", wide.name);
          // Whoever owns a partition gets the new records of it.
          const feed = Effect.andThen(log.append(wide.name, records), Effect.sleep("20 millis"));
          const handedOver = yield* Effect.raceFirst(second.next, Effect.forever(feed));
          yield* second.stop;
          const back = Effect.gen(function* () {
            while (true) {
              const batch = yield* first.next;
              yield* commitWhole(batch);
              if (batch.partition === handedOver.partition) return;
            }
          });
          yield* Effect.raceFirst(back, Effect.forever(feed));
        }),
      ),
    ));

  it("leave at once, also while the group waits for somebody else to join again", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const [log, other] = [yield* openLog(options), yield* openLog(options)];
          yield* log.append(single, records);
          const stuck = yield* holdBatches(log, "g", single);
          yield* stuck.next;
          const members = Effect.map(
            Effect.promise(() => admin.describeGroups([named("g")])),
            ({ groups }) => groups[0]!.members.length,
          );
          const joining = yield* holdBatches(other, "g", single);
          while ((yield* members) < 2) yield* Effect.sleep("20 millis");
          yield* joining.stop;
          assert.strictEqual(yield* members, 1);
        }),
      ),
    ));

  it("stand in the brokers' books like any other, with what they committed", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(options);
          yield* log.append(single, records);
          const member = yield* holdBatches(log, "g", single);
          const batch = yield* member.next;
          yield* batch.commit(7, "39,1,ü");
          const { groups } = yield* Effect.promise(() => admin.describeGroups([named("g")]));
          assert.deepStrictEqual([groups[0]!.protocol, groups[0]!.state], ["rapport-1", "Stable"]);
          const { assignment } = kafkajs.AssignerProtocol.MemberAssignment.decode(
            groups[0]!.members[0]!.memberAssignment,
          )!;
          assert.deepStrictEqual({ ...assignment }, { [named(single)]: [0] });
          const [offsets] = yield* Effect.promise(() =>
            admin.fetchOffsets({ groupId: named("g"), topics: [named(single)] }),
          );
          assert.deepStrictEqual(offsets!.partitions, [{ partition: 0, offset: "7", metadata: "39,1,ü" }]);
        }),
      ),
    ));
});

describe("consuming from Kafka refuses, and says what to do about it:", () => {
  const startOther = async () => {
    const consumer = kafka.consumer({ groupId: named("g"), sessionTimeout: 6000, maxWaitTimeInMs: 100 });
    const joined = new Promise<string>((resolve) => {
      consumer.on("consumer.group_join", () => resolve("joined"));
      consumer.on("consumer.crash", ({ payload }) => resolve(payload.error.message));
    });
    await consumer.connect();
    await consumer.subscribe({ topic: named(single) });
    await consumer.run({ eachMessage: async () => undefined });
    return { joined, stop: () => consumer.disconnect() };
  };

  it("a group in which other software is a member", async () => {
    const other = await startOther();
    await other.joined;
    const { retriable, message } = await refusal(single);
    await other.stop();
    assert.isFalse(retriable);
    assert.match(message, /other software is a member.*KAFKA_PREFIX.*INCONSISTENT_GROUP_PROTOCOL/);
  });

  it("other software that would join ours", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(options);
          yield* log.append(single, records);
          const member = yield* holdBatches(log, "g", single);
          const batch = yield* member.next;
          const other = yield* Effect.promise(startOther);
          const outcome = yield* Effect.promise(() => other.joined);
          yield* Effect.promise(other.stop);
          assert.include(outcome, "protocols are incompatible");
          assert.strictEqual(yield* commitWhole(batch), "success");
        }),
      ),
    ));

  it("a session time that the brokers do not allow", async () => {
    const { retriable, message } = await refusal(single, { sessionMs: 100 });
    assert.isFalse(retriable);
    assert.match(message, /KAFKA_SESSION_TIMEOUT.*INVALID_SESSION_TIMEOUT/);
  });

  it("records that retention took before the group had them", async () => {
    await run(Effect.scoped(Effect.flatMap(openLog(options), (log) => log.append(single, records))));
    // kafkajs knows the leaders only of topics that it was asked about.
    await admin.fetchTopicOffsets(named(single));
    await admin.deleteTopicRecords({ topic: named(single), partitions: [{ partition: 0, offset: "5" }] });
    const { retriable, message } = await refusal(single);
    assert.isFalse(retriable);
    assert.match(message, /rapport\.directory, partition 0 has no offset 0.*retention\.ms/);
  });

  it("transactions of other software, whose markers are holes in the offsets", async () => {
    const producer = kafka.producer({
      transactionalId: named("tx"),
      maxInFlightRequests: 1,
      idempotent: true,
    });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: named(single), messages: [{ key: "k", value: "v" }] });
    await transaction.commit();
    await producer.disconnect();
    const { retriable, message } = await refusal(single);
    assert.isFalse(retriable);
    assert.match(message, /offset 0 should be next, the broker gave 2.*transactions/);
  });
});
