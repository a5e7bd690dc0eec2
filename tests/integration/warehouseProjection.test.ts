import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { projectionStoreContract } from "@rapport/projector/projectionStoreContract";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, Layer, Redacted } from "effect";
import { afterAll, beforeAll } from "vitest";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
beforeAll(async () => {
  chdb = await startChdb();
});
afterAll(() => chdb.stop());

let databases = 0;
projectionStoreContract("ClickHouseProjectionStore", () => {
  const options = {
    url: chdb.url,
    password: Redacted.make(chdb.password),
    database: `contract_${databases++}`,
  };
  return Layer.unwrap(
    Effect.as(
      migrate(options),
      ClickHouseProjectionStore.layer().pipe(Layer.provide(ClickHouseWarehouse.layer(options))),
    ),
  );
});
