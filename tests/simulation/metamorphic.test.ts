import { assert, describe, it } from "@effect/vitest";
import { encodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { catchUp } from "@rapport/projector/CatchUp";
import { defaultOptions } from "@rapport/projector/config";
import { layerMemoryProjection } from "@rapport/projector/MemoryProjectionStore";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { runProjector } from "@rapport/projector/Projector";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { sampleLedger } from "@rapport/testing/sampleLedger";
import { samplePeople } from "@rapport/testing/samplePeople";
import { differingCopy, sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { runVirtual } from "@rapport/testing/virtualTime";
import { Effect, Layer } from "effect";

interface Run {
  /** What is appended before the projector starts, and after it has caught up once. */
  readonly early: ReadonlyArray<RapportEvent>;
  readonly late: ReadonlyArray<RapportEvent>;
  readonly maxRecords: number;
  /** Chooses the key, and so the partition, of an event's n-th appearance. */
  readonly keyOf: (event: RapportEvent, n: number) => string;
}

/** The state hash after the production projector has gone through such a log. */
const stateAfter = (run: Run) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const store = yield* ProjectionStore;
    const append = (events: ReadonlyArray<RapportEvent>) =>
      Effect.forEach(
        events,
        (event, n) =>
          log.append(eventContracts.get(event.type)?.topic ?? "", [
            { key: run.keyOf(event, n), value: encodeEvent(event) },
          ]),
        { discard: true },
      );
    const quiet = catchUp(() => Effect.void);
    yield* append(run.early);
    const options = { ...defaultOptions, maxRecords: run.maxRecords, gridSize: 16 };
    const work = quiet.pipe(Effect.andThen(append(run.late)), Effect.andThen(quiet));
    yield* runVirtual(Effect.raceFirst(work, runProjector(options)));
    return yield* store.stateHash;
  }).pipe(Effect.provide(Layer.merge(MemoryEventLog.layer(), layerMemoryProjection())));

const byId = (event: RapportEvent) => event.id;

describe("the state is a function of the set of events", () => {
  it.effect(
    "shuffled, a tenth twice, cut anywhere, late and in other partitions: the same hash",
    () =>
      Effect.gen(function* () {
        const copies = [sampleEmail(3, { words: 777 }), sampleEmail(4, { occurredAt: 1_690_000_000_000 })];
        const sources = sampleSources(seededRandom(20), 20);
        const events: ReadonlyArray<RapportEvent> = [
          ...sampleMailbox(seededRandom(20), 200),
          ...copies,
          ...sources,
          ...sources.slice(0, 60).map((event, i) => differingCopy(event, 1 + (i % 3) * 40)),
          ...sampleDirectory(),
          ...samplePeople(),
        ];
        const sorted = yield* stateAfter({
          early: events.toSorted((a, b) => a.recordedAt - b.recordedAt),
          late: [],
          maxRecords: 1000,
          keyOf: byId,
        });
        for (let seed = 1; seed <= 12; seed++) {
          const random = seededRandom(seed);
          const again = events.filter(() => random.chance(0.1));
          const order = random.shuffle([...events, ...again]);
          const cut = random.int(0, order.length);
          const state = yield* stateAfter({
            early: order.slice(0, cut),
            late: order.slice(cut),
            maxRecords: random.int(1, 40),
            keyOf: seed % 2 === 0 ? byId : (event, n) => `${event.id}/${n % 3}`,
          });
          assert.strictEqual(state, sorted, `seed ${seed}`);
        }
      }),
    60_000,
  );

  it.effect("one event less, or one word more, is another state", () =>
    Effect.gen(function* () {
      const events = sampleMailbox(seededRandom(21), 40);
      const run = (early: ReadonlyArray<RapportEvent>) =>
        stateAfter({ early, late: [], maxRecords: 10, keyOf: byId });
      const whole = yield* run(events);
      assert.notStrictEqual(yield* run(events.slice(1)), whole);
      const [head, ...rest] = events;
      const signals = { ...head!.data.signals, words: head!.data.signals.words + 1 };
      assert.notStrictEqual(yield* run([{ ...head!, data: { ...head!.data, signals } }, ...rest]), whole);
      const [first, ...others] = sampleLedger(seededRandom(21), 14);
      const books = yield* run([first!, ...others]);
      assert.notStrictEqual(yield* run(others), books);
      const void1 = { ...first!, data: { ...first!.data, status: "void" } } as RapportEvent;
      assert.notStrictEqual(yield* run([void1, ...others]), books);
    }),
  );
});
