import { assert, describe, it } from "@effect/vitest";
import { EventLogError, StaleOwner } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { Duration, Effect, Fiber, Logger, Ref } from "effect";
import { TestClock } from "effect/testing";
import { emptySummary } from "./FoundInput.ts";
import { ingestFound } from "./ingestFound.ts";
import { ingestInTurn } from "./ingestInTurn.ts";
import { lostItsTurn, oneAtATime, watchInTurn } from "./oneAtATime.ts";
import { sampleInput } from "./sampleInput.ts";
import { watchFound } from "./watchFound.ts";

const onLog = Effect.provide(MemoryEventLog.layer());
const begin = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.forkChild(effect, { startImmediately: true });

const logFailure = (cause: unknown) =>
  new EventLogError({ operation: "ingest books", detail: "gone", retriable: false, cause });

/** Everything that is logged while `program` runs. */
const logged = <A, E, R>(program: (lines: ReadonlyArray<string>) => Effect.Effect<A, E, R>) => {
  const lines: Array<string> = [];
  const logger = Logger.make(
    ({ message }) => void lines.push(String(Array.isArray(message) ? message[0] : message)),
  );
  return Effect.provide(program(lines), Logger.layer([logger]));
};

describe("oneAtATime", () => {
  it.effect("runs one ingest of a source after the other, and those of two sources side by side", () =>
    Effect.gen(function* () {
      const order = yield* Ref.make<ReadonlyArray<string>>([]);
      const say = (what: string) => Ref.update(order, (all) => [...all, what]);
      const work = (name: string) =>
        say(`${name} begins`).pipe(
          Effect.andThen(Effect.sleep("1 minute")),
          Effect.andThen(say(`${name} ends`)),
        );
      const all = [
        yield* begin(oneAtATime("books", work("first"))),
        yield* begin(oneAtATime("books", work("second"))),
        yield* begin(oneAtATime("tickets", work("other"))),
      ];
      yield* TestClock.adjust("3 minutes");
      yield* Fiber.joinAll(all);
      assert.deepStrictEqual(yield* Ref.get(order), [
        "first begins",
        "other begins",
        "first ends",
        "second begins",
        "other ends",
        "second ends",
      ]);
    }).pipe(onLog),
  );

  it.effect("says that it waits once, and nothing where it need not wait", () =>
    logged((lines) =>
      Effect.gen(function* () {
        yield* begin(oneAtATime("books", Effect.sleep("10 minutes")));
        yield* begin(oneAtATime("tickets", Effect.sleep("10 minutes")));
        const waits = yield* begin(oneAtATime("books", Effect.void));
        yield* TestClock.adjust("5 minutes");
        assert.deepStrictEqual(lines, [
          "another process ingests books: this one goes on when that one has ended",
        ]);
        yield* TestClock.adjust("6 minutes");
        yield* Fiber.join(waits);
      }).pipe(onLog),
    ),
  );

  it.effect("lets what fails inside come out as it is", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(oneAtATime("books", Effect.fail("no such file" as const)));
      assert.strictEqual(error, "no such file");
      assert.isFalse(lostItsTurn(error));
    }).pipe(onLog),
  );
});

describe("ingestInTurn", () => {
  it.effect("waits for nobody when everything was read before", () =>
    Effect.gen(function* () {
      const input = sampleInput({ "a.csv": [{ key: "k", says: 1 }] });
      yield* ingestFound(input, { codeVersion: "test" });
      yield* begin(oneAtATime("samples", Effect.never));
      const never = Effect.die("it was read before");
      const summary = yield* ingestInTurn([input, input], never);
      assert.deepStrictEqual(summary, { ...emptySummary, files: 2, skippedFiles: 2 });
    }).pipe(onLog),
  );

  it.effect("waits for its turn when one of them is new", () =>
    Effect.gen(function* () {
      const old = sampleInput({ "a.csv": [{ key: "k", says: 1 }] });
      const fresh = sampleInput({ "b.csv": [{ key: "k", says: 2 }] });
      yield* ingestFound(old, { codeVersion: "test" });
      yield* begin(oneAtATime("samples", Effect.sleep("1 minute")));
      const run = yield* begin(ingestInTurn([old, fresh], ingestFound(fresh, { codeVersion: "test" })));
      yield* TestClock.adjust("50 seconds");
      assert.isUndefined(run.pollUnsafe());
      yield* TestClock.adjust("30 seconds");
      assert.strictEqual((yield* Fiber.join(run)).newRecords, 1);
    }).pipe(onLog),
  );
});

describe("a watch", () => {
  it.effect("is one process's at a time; another takes over when that one ends", () =>
    logged((lines) =>
      Effect.gen(function* () {
        const looks = yield* Ref.make<ReadonlyArray<string>>([]);
        const watch = (name: string) =>
          watchInTurn(
            "books",
            Effect.forever(
              Effect.andThen(
                Ref.update(looks, (all) => [...all, name]),
                Effect.sleep("1 minute"),
              ),
            ),
          );
        const first = yield* begin(watch("first"));
        yield* begin(watch("second"));
        yield* TestClock.adjust("150 seconds");
        assert.deepStrictEqual(yield* Ref.get(looks), ["first", "first", "first"]);
        assert.deepStrictEqual(lines, [
          "this process watches books now",
          "another process watches books: this one stands by and takes over when that one ends",
        ]);
        yield* Fiber.interrupt(first);
        yield* TestClock.adjust("10 seconds");
        assert.deepStrictEqual((yield* Ref.get(looks)).slice(3), ["second"]);
        assert.deepStrictEqual(lines.slice(2), ["this process watches books now"]);
      }).pipe(onLog),
    ),
  );

  it.effect("looks again after a look that lost its turn, and ends with the log otherwise", () =>
    logged((lines) =>
      Effect.gen(function* () {
        const stale = new StaleOwner({ group: "exclusive.ingest-books", topic: "t", partition: 0 });
        const diskFull = logFailure(new Error("disk full"));
        const failures = [logFailure(stale), diskFull];
        const options = { source: "books", paths: ["/in"], pollEvery: Duration.minutes(1) };
        const run = yield* begin(
          watchFound(options, () => Effect.suspend(() => Effect.fail(failures.shift()!))),
        );
        yield* TestClock.adjust("2 minutes");
        assert.strictEqual(yield* Effect.flip(Fiber.join(run)), diskFull);
        assert.deepStrictEqual(lines, ["this process watches books now", "event log: ingest books: gone"]);
      }).pipe(onLog),
    ),
  );
});
