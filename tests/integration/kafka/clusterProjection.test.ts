import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { projectionStoreContract } from "@rapport/projector/projectionStoreContract";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { distributedEngine, localNameOf } from "@rapport/warehouse/cluster/clusterTable";
import { shardingKeys } from "@rapport/warehouse/cluster/shardingKeys";
import { Effect, Layer, Redacted } from "effect";
import { afterAll, beforeAll } from "vitest";
import { clusterName, startTwoShards, type TwoShards } from "../support/twoShards.ts";

let shards: TwoShards;
const options = (database: string) => ({
  url: shards.url,
  password: Redacted.make(shards.password),
  database,
  cluster: clusterName,
  sequentialReads: true,
});
beforeAll(async () => {
  shards = await startTwoShards();
  await Effect.runPromise(migrate(options("template")));
});
afterAll(() => shards.stop());

/** The tables of `template`, without its views, in a database of their own. */
const copyTables = (database: string) =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const onCluster = `ON CLUSTER '${clusterName}'`;
    yield* writer.command(`CREATE DATABASE ${database} ${onCluster} ENGINE = Atomic`);
    yield* Effect.forEach(
      Object.entries(shardingKeys),
      ([table, shardingKey]) => {
        const local = localNameOf(table);
        const engine = distributedEngine({ cluster: clusterName, database, local, shardingKey });
        return Effect.andThen(
          writer.command(`CREATE TABLE ${database}.${local} ${onCluster} AS template.${local}`),
          writer.command(
            `CREATE TABLE ${database}.${table} ${onCluster} AS template.${table} ENGINE = ${engine}`,
          ),
        );
      },
      { concurrency: 4, discard: true },
    );
  }).pipe(Effect.provide(ClickHouseWarehouse.writer(options("template"))));

let databases = 0;
projectionStoreContract("ClickHouseProjectionStore over two shards", () => {
  const database = `contract_${databases++}`;
  return Layer.unwrap(
    Effect.map(copyTables(database), () =>
      ClickHouseProjectionStore.layer({ kind: "replicated", cluster: clusterName }).pipe(
        Layer.provide(ClickHouseWarehouse.layer(options(database))),
      ),
    ),
  );
});
