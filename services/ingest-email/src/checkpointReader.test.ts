import { assert, it } from "@effect/vitest";
import { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { Effect, Layer } from "effect";
import { makeCheckpointReader } from "./checkpointReader.ts";

/** A log that says which names each of its answers was for; it refuses `broken`. */
const listening = (asked: Array<ReadonlyArray<string>>) =>
  Layer.effect(
    EventLog,
    Effect.map(EventLog, (log) =>
      EventLog.of({
        ...log,
        checkpoints: (names) => {
          asked.push(names);
          return names.includes("broken")
            ? Effect.fail(new EventLogError({ operation: "checkpoints", detail: "no", retriable: false }))
            : log.checkpoints(names);
        },
      }),
    ),
  ).pipe(Layer.provide(MemoryEventLog.layer()));

const names = Array.from({ length: 8 }, (_, index) => `file-${index}`);

it.effect("asks once for what is wanted at the same time, and gives each its own value", () => {
  const asked: Array<ReadonlyArray<string>> = [];
  return Effect.gen(function* () {
    const log = yield* EventLog;
    yield* log.append(
      "rapport.interactions",
      [],
      names.slice(1).map((name) => ({ name, value: `of ${name}` })),
    );
    const read = yield* makeCheckpointReader;
    const values = yield* Effect.forEach(names, read, { concurrency: "unbounded" });
    assert.deepStrictEqual(values, [undefined, ...names.slice(1).map((name) => `of ${name}`)]);
    assert.deepStrictEqual(asked, [names]);
    assert.strictEqual(yield* read("file-3"), "of file-3");
  }).pipe(Effect.provide(listening(asked)));
});

it.effect("lets the log's failure come out at each, and asks again the next time", () => {
  const asked: Array<ReadonlyArray<string>> = [];
  return Effect.gen(function* () {
    const read = yield* makeCheckpointReader;
    const failures = yield* Effect.forEach(["a", "broken"], (name) => Effect.flip(read(name)), {
      concurrency: "unbounded",
    });
    assert.deepStrictEqual(
      failures.map(({ detail }) => detail),
      ["no", "no"],
    );
    assert.isUndefined(yield* read("a"));
  }).pipe(Effect.provide(listening(asked)));
});
