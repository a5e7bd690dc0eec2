import { topics } from "@rapport/contracts/Topics";
import type { ConsumedBatch } from "@rapport/event-log/EventLog";
import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import type { ApiName } from "@rapport/testing/faults/kafkaApis";
import { type KafkaFaultProxy, startKafkaFaultProxy } from "@rapport/testing/faults/KafkaFaultProxy";
import { kafkaErrors } from "@rapport/testing/faults/kafkaErrors";
import { type SeededRandom, seededRandom } from "@rapport/testing/seededRandom";
import { Effect, Fiber } from "effect";
import { assert, describe, inject, it } from "vitest";
import { freshTopics, openLog, record } from "./logOnKafka.ts";

/** Three members that come and go while their lines and their requests fail at random; another seed by KAFKA_CHAOS_SEED. */
const seed = Number(process.env["KAFKA_CHAOS_SEED"] ?? "1");
const faultyMs = 8000;
const { name: topic, partitions } = topics.interactions;
const members = ["m0", "m1", "m2"];
const keys = Array.from({ length: 50 }, (_, index) => `org-${index}.example`);
const apis: ReadonlyArray<ApiName> = [
  "JoinGroup",
  "SyncGroup",
  "Heartbeat",
  "OffsetCommit",
  "OffsetFetch",
  "FindCoordinator",
  "Fetch",
  "Metadata",
];
const codes = [
  kafkaErrors.COORDINATOR_LOAD_IN_PROGRESS,
  kafkaErrors.NOT_COORDINATOR,
  kafkaErrors.ILLEGAL_GENERATION,
  kafkaErrors.UNKNOWN_MEMBER_ID,
  kafkaErrors.REBALANCE_IN_PROGRESS,
  kafkaErrors.NOT_LEADER_OR_FOLLOWER,
];

/** What was handled, by partition and offset, and what should never have been. */
interface Book {
  readonly handled: ReadonlyArray<Set<number>>;
  readonly problems: string[];
}

const handle = (book: Book, random: SeededRandom) => (batch: ConsumedBatch) =>
  Effect.gen(function* () {
    const { partition, records } = batch;
    const handled = book.handled[partition]!;
    // Some batches take longer than a session, without a sign of life.
    yield* Effect.sleep(random.chance(0.05) ? random.int(500, 3000) : random.int(1, 30));
    for (const { offset } of records) handled.add(offset);
    const next = records.at(-1)!.offset + 1;
    yield* batch.commit(next);
    for (let offset = 0; offset < next; offset++) {
      if (!handled.has(offset)) book.problems.push(`${partition}/${offset} was passed before it was handled`);
    }
  });

/** A member that is started again when it ends, and stopped now and then. */
const member = (options: KafkaOptions, book: Book, random: SeededRandom) => {
  const life = Effect.scoped(
    Effect.flatMap(openLog(options), (log) =>
      log.consume({ group: "g", topics: [topic], maxRecords: 20 }, handle(book, random)),
    ),
  );
  const lifeMs = Effect.suspend(() => Effect.sleep(random.int(1500, 6000)));
  return Effect.forever(Effect.ignore(Effect.raceFirst(life, lifeMs)));
};

const oneFault = (proxy: KafkaFaultProxy, random: SeededRandom) =>
  Effect.gen(function* () {
    yield* Effect.sleep(random.int(50, 400));
    const clientId = random.pick(members);
    const common = { apis: [random.pick(apis)], clientId, times: random.int(1, 3) };
    const kind = random.int(0, 4);
    if (kind === 0) proxy.cutAll(clientId);
    else if (kind === 1) {
      proxy.line("blackhole", clientId);
      yield* Effect.sleep(random.int(100, 2500));
      proxy.line("open", clientId);
    } else if (kind === 2) proxy.inject({ ...common, kind: "cut", when: random.pick(["before", "after"]) });
    else if (kind === 3) proxy.inject({ ...common, kind: "delay", delayMs: random.int(100, 2000) });
    else {
      const when = random.pick(["instead", "after"] as const);
      proxy.inject({ ...common, kind: "error", code: random.pick(codes), when });
    }
  });

const within = <A, E>(what: string, effect: Effect.Effect<A, E>) =>
  Effect.timeoutOrElse(effect, {
    duration: "60 seconds",
    orElse: () => Effect.die(new Error(`waited 60 s for ${what}`)),
  });

describe("members of a group under random faults", () => {
  it(`lose nothing and pass nothing by, seed ${seed}`, () =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const random = seededRandom(seed);
          const { brokers } = inject("kafka");
          const direct = yield* Effect.promise(() => freshTopics({ brokers: brokers.split(",") }));
          const proxy = yield* Effect.acquireRelease(
            Effect.promise(() => startKafkaFaultProxy(brokers)),
            (started) => Effect.promise(() => started.stop()),
          );
          const log = yield* openLog(direct);
          const book: Book = {
            handled: Array.from({ length: partitions }, () => new Set<number>()),
            problems: [],
          };
          const behind = { ...direct, brokers: proxy.brokers.split(","), sessionMs: 1500 };
          const fibers = yield* Effect.forEach(members, (clientId) =>
            Effect.forkScoped(member({ ...behind, clientId }, book, random)),
          );
          // An append that is interrupted leaves its records on their way: they would come after the end was asked for.
          const append = Effect.uninterruptible(
            log.append(
              topic,
              keys.slice(0, 10).map((key) => record(key, "x")),
            ),
          );
          const feed = Effect.andThen(append, Effect.sleep("30 millis"));
          const trouble = Effect.all([Effect.forever(feed), Effect.forever(oneFault(proxy, random))], {
            concurrency: 2,
          });
          yield* Effect.timeoutOption(trouble, faultyMs);
          for (const clientId of members) proxy.line("open", clientId);
          const ends = yield* log.endOffsets(topic);
          const positions = Effect.map(log.committed("g", topic), (all) => all.map(({ offset }) => offset));
          const drained = Effect.gen(function* () {
            while (`${yield* positions}` !== `${ends}`) yield* Effect.sleep("100 millis");
          });
          yield* within("the group to reach the end", drained);
          yield* within("the members to end", Effect.forEach(fibers, Fiber.interrupt));
          assert.deepStrictEqual(book.problems, []);
          assert.deepStrictEqual(
            book.handled.map(({ size }) => size),
            [...ends],
          );
          assert.deepStrictEqual(proxy.problems, []);
        }),
      ),
    ));
});
