import { expect, it } from "@effect/vitest";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { MemoryEventLog, type MemoryStorage } from "@rapport/event-log/MemoryEventLog";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect, Layer } from "effect";
import { ingestFound } from "./ingestFound.ts";
import { type KnownStore, logStore } from "./KnownStore.ts";
import { readInput } from "./readInput.ts";
import { idsOf, readLog, stateOf } from "./readLog.ts";
import { type SampleItem, sampleInput } from "./sampleInput.ts";

type Files = Readonly<Record<string, ReadonlyArray<SampleItem>>>;

const options = { codeVersion: "test" };
const onLog = <A, E>(program: Effect.Effect<A, E, EventLog>, storage = MemoryEventLog.makeStorage()) =>
  Effect.provide(program, MemoryEventLog.layer({ storage }));

class Killed extends Error {}

/** A log that dies at its n-th append, before or after it took effect. */
const dyingLog = (storage: MemoryStorage, dieAt: number, when: "before" | "after") =>
  Layer.effect(
    EventLog,
    Effect.gen(function* () {
      const log = yield* EventLog;
      let appends = 0;
      const die = Effect.die(new Killed());
      return EventLog.of({
        ...log,
        append: (topic, records, checkpoints) =>
          Effect.suspend(() => {
            const dies = ++appends === dieAt;
            const done = log.append(topic, records, checkpoints);
            return dies ? (when === "before" ? die : Effect.andThen(done, die)) : done;
          }),
      });
    }),
  ).pipe(Layer.provide(MemoryEventLog.layer({ storage })));

/** The planted bug: what is known is kept before the records it stands for. */
const hastyStore: KnownStore<EventLogError, EventLog> = {
  ...logStore,
  keep: (batch, letters) =>
    Effect.gen(function* () {
      const log = yield* EventLog;
      for (const part of [batch.interactions, batch.ledger]) {
        const checkpoints = [...part.known].map(([name, value]) => ({ name, value }));
        yield* log.append("rapport.ledger", [], checkpoints);
      }
      yield* logStore.keep(
        {
          ...batch,
          interactions: { ...batch.interactions, known: new Map() },
          ledger: { ...batch.ledger, known: new Map() },
        },
        letters,
      );
    }),
};

const many = (seed: number): Files => {
  const random = seededRandom(seed);
  const row = (index: number): SampleItem => {
    const number = random.int(0, 350);
    const topic = number % 2 === 0 ? "ledger" : "interactions";
    const bad = index % 50 === 0 ? { bad: "no fee" } : {};
    return { key: `k${number}`, says: random.int(1, 3), topic, ...bad };
  };
  return {
    "a.csv": Array.from({ length: 500 }, (_, i) => row(i)),
    "b.csv": Array.from({ length: 200 }, (_, i) => row(i)),
  };
};

const afterCrash = (store: KnownStore<EventLogError, EventLog>, dieAt: number, when: "before" | "after") =>
  Effect.gen(function* () {
    const storage = MemoryEventLog.makeStorage();
    const input = sampleInput(many(7));
    const run = readInput(input, store, options);
    const died = yield* Effect.exit(Effect.provide(run, dyingLog(storage, dieAt, when)));
    yield* onLog(run, storage);
    const events = yield* onLog(readLog, storage);
    return { died: died._tag === "Failure", ids: idsOf(events), state: stateOf(events) };
  });

it.effect("law: killed before or after any append and run again, the log holds the same events", () =>
  Effect.gen(function* () {
    const clean = yield* onLog(Effect.andThen(ingestFound(sampleInput(many(7)), options), readLog));
    let deaths = 0;
    for (let dieAt = 1; dieAt <= 10; dieAt++)
      for (const when of ["before", "after"] as const) {
        const { died, ids, state } = yield* afterCrash(logStore, dieAt, when);
        if (died) deaths++;
        expect(ids, `${when} append ${dieAt}`).toEqual(idsOf(clean));
        expect(state, `${when} append ${dieAt}`).toEqual(stateOf(clean));
      }
    expect(deaths).toBeGreaterThan(12);
  }),
);

it.effect("and the planted bug, knowing before writing, is caught by it", () =>
  Effect.gen(function* () {
    const clean = yield* onLog(Effect.andThen(ingestFound(sampleInput(many(7)), options), readLog));
    const { died, ids } = yield* afterCrash(hastyStore, 3, "before");
    expect(died).toBe(true);
    expect(ids.length).toBeLessThan(idsOf(clean).length);
  }),
);
