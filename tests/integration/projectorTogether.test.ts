import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { batchOf } from "@rapport/projector/contract/support";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { ShadowProjection } from "@rapport/projector/ShadowProjection";
import { digestOf } from "@rapport/projector/RangeDigest";
import { sampleEmail } from "@rapport/testing/sampleEvents";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Context, Effect, Fiber, Layer, Redacted } from "effect";
import { afterAll, assert, beforeAll, describe, it } from "vitest";
import { type ChdbServer, startChdbServer } from "./kafka/support/chdbServer.ts";

let chdb: ChdbServer;
beforeAll(async () => {
  chdb = await startChdbServer();
}, 60_000);
afterAll(() => chdb.stop());

const warehouseOf = (database: string) =>
  ClickHouseWarehouse.layer({ url: chdb.url, password: Redacted.make(chdb.password), database });

/** A process's stores on this database; `change` may alter its statements. */
const storesOf = (database: string, change: (sql: string) => string = (sql) => sql) => {
  const changed = Layer.effect(
    WarehouseWriter,
    Effect.map(WarehouseWriter, (writer) =>
      WarehouseWriter.of({
        ...writer,
        command: (sql, ...rest) => writer.command(change(sql), ...rest),
      }),
    ),
  );
  const warehouse = changed.pipe(Layer.provideMerge(warehouseOf(database)));
  return Layer.build(Layer.fresh(ClickHouseProjectionStore.layer().pipe(Layer.provide(warehouse))));
};

/** The engine works on a statement for a second, after it has read what it is about. */
const slowRollUp = (sql: string): string =>
  sql.replace("max(organisation),", "if(sleep(1) = 0, max(organisation), ''),");

describe("several projectors on one warehouse", () => {
  it("keep the roll-up that saw all facts, though an older one comes in later", async () => {
    await chdb.makeDatabase("together");
    const slowOnesUnderWay = async () =>
      Number(
        await chdb.ask("together")(
          "SELECT count() FROM system.processes WHERE query LIKE 'INSERT%sleep(1)%'",
        ),
      );
    const program = Effect.gen(function* () {
      const slow = Context.get(yield* storesOf("together", slowRollUp), ProjectionStore);
      const quick = Context.get(yield* storesOf("together"), ProjectionStore);
      const [one, two] = [
        batchOf([sampleEmail(1)], { partition: 0 }),
        batchOf([sampleEmail(2)], { partition: 1 }),
      ];
      yield* slow.write(one);
      const older = yield* Effect.forkChild(slow.rollUp(one), { startImmediately: true });
      while ((yield* Effect.promise(slowOnesUnderWay)) === 0) yield* Effect.sleep(5);
      yield* quick.write(two);
      yield* quick.rollUp(two);
      assert.isTrue(older.pollUnsafe() === undefined, "the older one was not late: nothing is proved");
      yield* Fiber.join(older);
      const sent = yield* Effect.promise(() =>
        chdb.ask("together")("SELECT sum(sent) FROM rollup_party_day FINAL"),
      );
      assert.strictEqual(sent.trim(), "2");
      const hash = yield* quick.stateHash;
      yield* quick.rollUpAll;
      assert.strictEqual(yield* quick.stateHash, hash);
    });
    await Effect.runPromise(Effect.scoped(program));
  }, 60_000);

  it("go on writing while one of them exchanges the tables, again and again", async () => {
    await chdb.makeDatabase("exchanged");
    const program = Effect.gen(function* () {
      const store = Context.get(yield* storesOf("exchanged"), ProjectionStore);
      const shadows = Context.get(yield* storesOf("exchanged"), ShadowProjection);
      const write = Effect.gen(function* () {
        for (let i = 0; i < 10; i++) {
          const batch = batchOf([sampleEmail(i), sampleEmail(i + 1)], { lo: i * 2 });
          yield* store.write(batch);
          yield* store.rollUp(batch);
        }
      });
      const exchange = Effect.gen(function* () {
        const shadow = yield* shadows.begin;
        yield* shadow.exchange;
        yield* shadow.discard;
      });
      const exchanging = yield* Effect.forkChild(Effect.forever(exchange));
      yield* write;
      assert.isUndefined(exchanging.pollUnsafe(), "the exchanges ended before the writes did");
      yield* Fiber.interrupt(exchanging);
      const last = batchOf([sampleEmail(1)], { attempt: 2 });
      yield* store.write(last);
      assert.deepStrictEqual(yield* store.digest(last.topic, 0, 0, 0), digestOf(last.records));
    });
    await Effect.runPromise(Effect.scoped(program));
  }, 60_000);
});
