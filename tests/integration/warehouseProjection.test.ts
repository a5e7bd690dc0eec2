import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { projectionStoreContract } from "@rapport/projector/projectionStoreContract";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { projectionTables } from "@rapport/projector/Tables";
import { Effect, Layer, Redacted } from "effect";
import { afterAll, beforeAll } from "vitest";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
const options = (database: string) => ({
  url: chdb.url,
  password: Redacted.make(chdb.password),
  database,
});
beforeAll(async () => {
  chdb = await startChdb();
  await Effect.runPromise(migrate(options("template")));
});
afterAll(() => chdb.stop());

let databases = 0;
projectionStoreContract("ClickHouseProjectionStore", () => {
  const database = `contract_${databases++}`;
  const copyTables = Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    yield* writer.command(`CREATE DATABASE ${database} ENGINE = Atomic`);
    yield* Effect.forEach(
      projectionTables,
      (table) => writer.command(`CREATE TABLE ${database}.${table} AS template.${table}`),
      { concurrency: "unbounded", discard: true },
    );
  }).pipe(Effect.provide(ClickHouseWarehouse.writer(options("template"))));
  return Layer.unwrap(
    Effect.as(
      copyTables,
      ClickHouseProjectionStore.layer().pipe(Layer.provide(ClickHouseWarehouse.layer(options(database)))),
    ),
  );
});
