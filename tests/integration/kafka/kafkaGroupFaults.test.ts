import { topics } from "@rapport/contracts/Topics";
import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import { type KafkaFaultProxy, startKafkaFaultProxy } from "@rapport/testing/faults/KafkaFaultProxy";
import { kafkaErrors } from "@rapport/testing/faults/kafkaErrors";
import { Cause, Deferred, Effect, Exit, Fiber } from "effect";
import { afterEach, assert, beforeEach, describe, inject, it } from "vitest";
import { commitWhole, holdBatches } from "./heldBatches.ts";
import { freshTopics, openLog, record } from "./logOnKafka.ts";

/** One member behind a proxy that cuts it off; whoever else there is talks to the broker itself. */
const topic = topics.directory.name;
const { brokers } = inject("kafka");

let direct: KafkaOptions;
let behindProxy: KafkaOptions;
let proxy: KafkaFaultProxy;
beforeEach(async () => {
  direct = { ...(await freshTopics({ brokers: brokers.split(",") })), sessionMs: 1000 };
  proxy = await startKafkaFaultProxy(brokers);
  behindProxy = { ...direct, brokers: proxy.brokers.split(",") };
});
afterEach(async () => {
  await proxy.stop();
  assert.deepStrictEqual(proxy.problems, []);
});

const run = <A>(work: Effect.Effect<A, unknown, never>) => Effect.runPromise(work);
const records = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => record("k", `${from + index}`));

describe("a member that is cut off from the brokers", () => {
  for (const [how, line] of [
    ["whose bytes go nowhere", "blackhole"],
    ["who refuse it", "refuse"],
  ] as const) {
    it(`${how} ends, and says why`, () =>
      run(
        Effect.scoped(
          Effect.gen(function* () {
            const log = yield* openLog(behindProxy);
            yield* log.append(topic, records(1));
            const member = yield* holdBatches(log, "g", topic);
            yield* member.next;
            yield* member.letGo;
            proxy.line(line);
            // Who waits for ever runs into the test's time limit.
            assert.match(
              yield* member.ended,
              /no (fetch succeeded|contact with the group g) for \d+ s; last: /,
            );
          }),
        ),
      ));
  }

  it("for less than two sessions goes on where it was, and nothing is lost or given twice", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(behindProxy);
          const writer = yield* openLog(direct);
          const seen: string[] = [];
          const all = yield* Deferred.make<void>();
          const consumer = yield* Effect.forkScoped(
            log.consume({ group: "g", topics: [topic], maxRecords: 3 }, (batch) =>
              Effect.gen(function* () {
                yield* batch.commit(batch.records.at(-1)!.offset + 1);
                seen.push(...batch.records.map(({ value }) => Buffer.from(value).toString()));
                if (seen.length >= 60) yield* Deferred.succeed(all, undefined);
              }),
            ),
          );
          for (let round = 0; round < 6; round++) {
            yield* writer.append(topic, records(10, 10 * round));
            proxy.cutAll();
            yield* Effect.sleep("100 millis");
          }
          yield* Effect.raceFirst(Deferred.await(all), Fiber.join(consumer));
          assert.deepStrictEqual(
            seen,
            Array.from({ length: 60 }, (_, index) => `${index}`),
          );
        }),
      ),
    ));

  it("loses the right to exclusive work before another has it", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const [cutOff, other] = [yield* openLog(behindProxy), yield* openLog(direct)];
          const began = yield* Deferred.make<void>();
          const events: string[] = [];
          const note = (event: string) => Effect.sync(() => void events.push(event));
          const work = Effect.andThen(Deferred.succeed(began, undefined), Effect.never);
          const first = yield* Effect.forkScoped(
            Effect.flip(
              cutOff.exclusively(
                "refresh",
                Effect.onInterrupt(work, () => note("interrupted")),
              ),
            ),
          );
          yield* Deferred.await(began);
          const second = yield* Effect.forkScoped(other.exclusively("refresh", note("the other began")));
          proxy.line("blackhole");
          const error = yield* Fiber.join(first);
          yield* Fiber.join(second);
          assert.strictEqual((error as { readonly _tag: string })._tag, "StaleOwner");
          assert.deepStrictEqual(events, ["interrupted", "the other began"]);
        }),
      ),
    ));
});

describe("a commit", () => {
  const commitUnder = (code: keyof typeof kafkaErrors, when: "instead" | "after", times: number) =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(behindProxy);
          yield* log.append(topic, records(3));
          const member = yield* holdBatches(log, "g", topic);
          const batch = yield* member.next;
          const fault = proxy.inject({
            apis: ["OffsetCommit"],
            kind: "error",
            code: kafkaErrors[code],
            when,
            times,
          });
          const outcome = yield* commitWhole(batch);
          assert.strictEqual(fault.hits(), times);
          const [position] = yield* log.committed("g", topic);
          return [outcome, position?.offset];
        }),
      ),
    );

  it("is sent again while the coordinator moves", async () => {
    assert.deepStrictEqual(await commitUnder("NOT_COORDINATOR", "instead", 3), ["success", 3]);
  });

  it("is sent again when its answer was lost", async () => {
    assert.deepStrictEqual(await commitUnder("REQUEST_TIMED_OUT", "after", 2), ["success", 3]);
  });

  it("is stale when the coordinator does not know the member", async () => {
    assert.deepStrictEqual(await commitUnder("UNKNOWN_MEMBER_ID", "instead", 1), ["StaleOwner", 0]);
  });

  it("fails at once when it may not be", async () => {
    assert.deepStrictEqual(await commitUnder("GROUP_AUTHORIZATION_FAILED", "instead", 1), [
      "EventLogError",
      0,
    ]);
  });

  it("that is refused again and again ends the consumption: it would go on for ever without a step", () =>
    run(
      Effect.scoped(
        Effect.gen(function* () {
          const log = yield* openLog(behindProxy);
          yield* log.append(topic, records(3));
          const code = kafkaErrors.UNKNOWN_MEMBER_ID;
          proxy.inject({ apis: ["OffsetCommit"], kind: "error", code, when: "instead" });
          const error = yield* Effect.flip(
            log.consume({ group: "g", topics: [topic], maxRecords: 10 }, (batch) => batch.commit(3)),
          );
          assert.match(error.message, /gave this member up before each of its last 5 commits/);
        }),
      ),
    ));
});

describe("a member that leaves", () => {
  // A rejection that nobody handles fails the run, as it ends a process: with 1, though it was told to stop.
  for (const when of ["instead", "after"] as const)
    it(`ends as it was told to when the coordinator answers an error ${when === "after" ? "after the deed" : "instead"}`, () =>
      run(
        Effect.scoped(
          Effect.gen(function* () {
            const log = yield* openLog(behindProxy);
            yield* log.append(topic, records(1));
            const began = yield* Deferred.make<void>();
            const consumer = yield* Effect.forkScoped(
              log.consume({ group: "g", topics: [topic], maxRecords: 10 }, () =>
                Effect.asVoid(Deferred.succeed(began, undefined)),
              ),
            );
            yield* Deferred.await(began);
            const code = kafkaErrors.UNKNOWN_SERVER_ERROR;
            const fault = proxy.inject({ apis: ["LeaveGroup"], kind: "error", code, when, times: 1 });
            const exit = yield* Effect.andThen(Fiber.interrupt(consumer), Fiber.await(consumer));
            assert.strictEqual(fault.hits(), 1);
            assert.isTrue(Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause));
          }),
        ),
      ));
});
