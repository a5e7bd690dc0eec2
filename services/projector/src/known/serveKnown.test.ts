import { assert, describe, it } from "@effect/vitest";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { knownRequests, readKnownStatus, requestKnown } from "@rapport/runtime/known/knownRequests";
import { sampleEmail } from "@rapport/testing/sampleEvents";
import { runVirtual } from "@rapport/testing/virtualTime";
import { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Duration, Effect, Layer } from "effect";
import { TestClock } from "effect/testing";
import { defaultOptions } from "../config.ts";
import { makeMemoryKnownStores, type MemoryKnownStores } from "../memory/MemoryKnownStores.ts";
import { makeProjectorState } from "../ProjectorState.ts";
import { KnownStores, type KnownStoresApi } from "./KnownStores.ts";
import { serveKnown } from "./serveKnown.ts";

const now = Date.parse("2026-11-22T12:00:00Z");
const day = 86_400_000;
const [monday, tuesday, wednesday, thursday] = [now - 6 * day, now - 5 * day, now - 4 * day, now - 3 * day];

const append = (...events: ReadonlyArray<ReturnType<typeof sampleEmail>>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    yield* log.append(
      topics.interactions.name,
      events.map((event) => ({ key: event.id, value: encodeEvent(event) })),
    );
  });

/** Serves beside `work`, at a time that stands until something waits. */
const serving = <A, E, R>(stores: KnownStoresApi, work: Effect.Effect<A, E, R>, epoch = 1) =>
  Effect.gen(function* () {
    const state = { ...(yield* makeProjectorState), epoch };
    return yield* runVirtual(Effect.raceFirst(work, serveKnown(state, defaultOptions)));
  }).pipe(Effect.provideService(KnownStores, stores));

const answered = (momentMs: number) =>
  Effect.gen(function* () {
    const request = yield* requestKnown(momentMs);
    while (true) {
      const status = yield* readKnownStatus(momentMs);
      if (status?.request === request && status.state !== "running") return status;
      yield* Effect.sleep(100);
    }
  });

const test = (
  says: string,
  body: (world: MemoryKnownStores) => Effect.Effect<void, unknown, EventLog>,
  options = { kept: 3, maker: "this" },
) =>
  it.effect(says, () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now);
      yield* body(makeMemoryKnownStores(options));
    }).pipe(Effect.provide(Layer.fresh(MemoryEventLog.layer()))),
  );
const idsOf = ({ kept }: MemoryKnownStores, momentMs: number): ReadonlyArray<string> =>
  [...(kept.get(momentMs)?.projection.tables().facts.keys() ?? [])].toSorted();

describe("serveKnown", () => {
  test("holds what was recorded by the moment, wherever it stands in the log", (world) =>
    Effect.gen(function* () {
      const [early, last, late] = [-1, 0, 1].map((off, i) => sampleEmail(i, { recordedAt: tuesday + off }));
      yield* append(late!, early!, late!, last!);
      const status = yield* serving(world.stores, answered(tuesday));
      assert.strictEqual(status.state, "done");
      assert.deepStrictEqual(idsOf(world, tuesday), [early!.id, last!.id].toSorted());
      assert.strictEqual(world.kept.get(tuesday)?.made?.by, "this");
    }));

  test("is made once, and again when it lacks what may have come into the log late", (world) =>
    Effect.gen(function* () {
      const moment = now - 1_000;
      yield* serving(world.stores, answered(moment));
      const first = world.kept.get(moment);
      yield* append(sampleEmail(1, { recordedAt: moment }));
      yield* serving(world.stores, answered(moment));
      assert.strictEqual(world.kept.get(moment), first);
      yield* TestClock.adjust("11 minutes");
      yield* serving(world.stores, answered(moment));
      assert.strictEqual(idsOf(world, moment).length, 1);
      const settled = world.kept.get(moment);
      yield* TestClock.adjust("11 minutes");
      yield* serving(world.stores, answered(moment));
      assert.strictEqual(world.kept.get(moment), settled);
    }));

  test("drops the one not used for longest, and none that is in use", (world) =>
    Effect.gen(function* () {
      yield* serving(world.stores, answered(monday));
      yield* serving(world.stores, answered(tuesday));
      yield* serving(world.stores, answered(wednesday));
      yield* serving(world.stores, answered(thursday));
      assert.strictEqual(world.kept.size, 4, "all in use");
      yield* TestClock.adjust("1 hour");
      yield* serving(world.stores, answered(monday));
      yield* serving(world.stores, answered(now - day));
      assert.deepStrictEqual([...world.kept.keys()].toSorted(), [monday, thursday, now - day]);
    }));

  test("drops what other code or an earlier epoch has made, and what is half made", (world) =>
    Effect.gen(function* () {
      yield* serving(world.stores, answered(monday));
      const { projection } = world.kept.get(monday)!;
      world.kept.set(tuesday, { projection, made: null });
      world.kept.set(wednesday, { projection, made: { ms: now, by: "another", epoch: 1 } });
      yield* serving(world.stores, Effect.sleep("1 second"));
      assert.deepStrictEqual([...world.kept.keys()], [monday]);
      yield* serving(world.stores, Effect.sleep("1 second"), 2);
      assert.deepStrictEqual([...world.kept.keys()], []);
    }));

  test("answers a failure, and goes on", (world) =>
    Effect.gen(function* () {
      const broken = new WarehouseError({
        operation: "make",
        detail: "disk full",
        code: 243,
        retriable: false,
      });
      const failing: KnownStoresApi = {
        ...world.stores,
        make: (momentMs, epoch, fill) =>
          momentMs === monday ? Effect.fail(broken) : world.stores.make(momentMs, epoch, fill),
      };
      const both = Effect.all([answered(monday), answered(tuesday)], { concurrency: 2 });
      const [bad, good] = yield* serving(failing, both);
      assert.deepInclude(bad, { state: "failed", detail: "warehouse: make: disk full" });
      assert.strictEqual(good.state, "done");
    }));

  test("takes a request up again that was cut short, and leaves one that nobody waits for any more", (world) =>
    Effect.gen(function* () {
      const never: KnownStoresApi = { ...world.stores, make: () => Effect.never };
      yield* requestKnown(monday);
      yield* serving(never, Effect.sleep("5 seconds"));
      assert.strictEqual((yield* readKnownStatus(monday))?.state, "running");
      yield* serving(world.stores, Effect.sleep("5 seconds"));
      assert.strictEqual((yield* readKnownStatus(monday))?.state, "done");
      yield* requestKnown(tuesday);
      yield* TestClock.adjust(Duration.hours(1));
      yield* serving(world.stores, Effect.sleep("5 seconds"));
      assert.deepStrictEqual([...world.kept.keys()], [monday]);
      assert.deepStrictEqual(
        (yield* knownRequests).map(({ momentMs, status }) => [momentMs, status?.state]),
        [
          [monday, "done"],
          [tuesday, undefined],
        ],
      );
    }));
});
