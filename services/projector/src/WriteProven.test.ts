import { assert, describe, it } from "@effect/vitest";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { runVirtual } from "@rapport/testing/virtualTime";
import { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { makeMemoryProjection } from "./MemoryProjectionStore.ts";
import { projectRecord } from "./ProjectRecord.ts";
import type { ProjectionBatch, ProjectionStore } from "./ProjectionStore.ts";
import { writeProven } from "./WriteProven.ts";

const topic = topics.interactions.name;
const records = sampleMailbox(seededRandom(1), 9).map((event, offset) =>
  projectRecord(topic, 0, { key: "k", offset, appendedAt: 0, value: encodeEvent(event) }, "test"),
);
const range = { topic, partition: 0, lo: 0, hi: 8, epoch: 1, records };
const failure = (retriable: boolean) =>
  new WarehouseError({ operation: "insert", detail: "broken", code: 0, retriable });

/** How the engine takes each write in turn; afterwards it is well. */
type Way = "well" | "fails" | "ambiguous" | "half" | "forgets" | "refuses";

const engine = (ways: Array<Way>) => {
  const projection = makeMemoryProjection();
  const written: Array<number> = [];
  const write = (batch: ProjectionBatch) =>
    Effect.gen(function* () {
      const way = ways.shift() ?? "well";
      written.push(batch.attempt);
      const part = way === "half" ? { ...batch, records: batch.records.slice(0, 4) } : batch;
      if (way !== "fails" && way !== "forgets" && way !== "refuses") yield* projection.store.write(part);
      if (way === "refuses") return yield* failure(false);
      if (way !== "well" && way !== "forgets") return yield* failure(true);
    });
  const store: ProjectionStore["Service"] = { ...projection.store, write };
  return { projection, written, store };
};

const run = (ways: Array<Way>, attempt = 1, doubtful = false) => {
  const { projection, written, store } = engine(ways);
  const begun: Array<number> = [];
  const beforeAttempt = (n: number) => Effect.sync(() => void begun.push(n));
  return Effect.gen(function* () {
    const exit = yield* Effect.result(
      runVirtual(writeProven(store, range, { attempt, doubtful, beforeAttempt }), 1000),
    );
    assert.deepStrictEqual(begun, written);
    const held = yield* projection.store.digest(topic, 0, 0, 99);
    return {
      exit: exit._tag === "Failure" ? exit.failure._tag : "ok",
      written,
      held: held.count,
      projection,
    };
  });
};

describe("writeProven", () => {
  it.effect("writes once where all is well, and rolls up", () =>
    Effect.gen(function* () {
      const { exit, written, held, projection } = yield* run([]);
      assert.deepStrictEqual([exit, written, held], ["ok", [1], 9]);
      assert.isAbove(projection.tables().rollUps.size, 0);
    }),
  );

  it.effect("does not write again what was written before the failure was told", () =>
    Effect.map(run(["ambiguous"]), ({ exit, written, held }) =>
      assert.deepStrictEqual([exit, written, held], ["ok", [1], 9]),
    ),
  );

  it.effect("makes a new attempt of what failed or was torn", () =>
    Effect.map(run(["fails", "half", "fails"]), ({ exit, written, held }) =>
      assert.deepStrictEqual([exit, written, held], ["ok", [1, 2, 3, 4], 9]),
    ),
  );

  it.effect("goes on from a doubtful attempt, and only looks when it was whole", () =>
    Effect.gen(function* () {
      const torn = yield* run([], 4, true);
      assert.deepStrictEqual([torn.exit, torn.written], ["ok", [5]]);
      const { store, written } = engine([]);
      yield* store.write({ ...range, attempt: 4 });
      yield* writeProven(store, range, { attempt: 4, doubtful: true, beforeAttempt: () => Effect.void });
      assert.deepStrictEqual(written, [4]);
    }),
  );

  it.effect("does not believe an engine that takes a second attempt and keeps nothing", () =>
    Effect.map(run(["fails", "forgets", "forgets"]), ({ exit, written, held }) =>
      assert.deepStrictEqual([exit, written, held], ["ok", [1, 2, 3, 4], 9]),
    ),
  );

  it.effect("gives up after its retries, and at once on what cannot be retried", () =>
    Effect.gen(function* () {
      const broken = yield* run(Array.from({ length: 50 }, () => "fails" as const));
      assert.deepStrictEqual([broken.exit, broken.written.length, broken.held], ["WarehouseError", 19, 0]);
      const refused = yield* run(["refuses"]);
      assert.deepStrictEqual([refused.exit, refused.written], ["WarehouseError", [1]]);
    }),
  );
});
