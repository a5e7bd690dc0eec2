import type { WarehouseAddress } from "@rapport/runtime/warehouseAddress";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Clock, Effect } from "effect";
import { z } from "zod";
import { plural } from "../sources/foundText.ts";
import { checkSkew } from "./brokers.ts";
import { type Finding, ok, problem, warning } from "./Finding.ts";

const identity = query({
  name: "doctor-server",
  sql: "SELECT version() AS version, currentUser() AS user, toUnixTimestamp64Milli(now64(3)) AS nowMs",
  params: z.object({}),
  row: z.object({ version: z.string(), user: z.string(), nowMs: z.coerce.number() }),
});

const replicasOf = query({
  name: "doctor-cluster",
  sql: "SELECT shard_num AS shard, host_name AS host, errors_count AS errors FROM system.clusters WHERE cluster = {cluster:String} ORDER BY shard_num, replica_num",
  params: z.object({ cluster: z.string() }),
  row: z.object({ shard: z.number(), host: z.string(), errors: z.coerce.number() }),
});

const clusters = query({
  name: "doctor-clusters",
  sql: "SELECT DISTINCT cluster FROM system.clusters ORDER BY cluster",
  params: z.object({}),
  row: z.object({ cluster: z.string() }),
});

const macros = query({
  name: "doctor-macros",
  sql: "SELECT macro FROM system.macros",
  params: z.object({}),
  row: z.object({ macro: z.string() }),
});

const laggards = query({
  name: "doctor-replicas",
  sql: "SELECT table, is_readonly AS readOnly, toFloat64(absolute_delay) AS delayS FROM system.replicas WHERE database = currentDatabase() AND (is_readonly OR absolute_delay > 60) ORDER BY table",
  params: z.object({}),
  row: z.object({ table: z.string(), readOnly: z.coerce.number(), delayS: z.number() }),
});

/** Insert settings that we set are known from this release on. */
const oldest = [26, 2] as const;

export const checkVersion = (version: string, user: string): Finding => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
  const detail = `ClickHouse ${version}, as ${user}`;
  return isOld
    ? problem("server", detail, `Rapport needs ClickHouse ${oldest.join(".")} or newer.`)
    : ok("server", detail);
};

const checkCluster = (cluster: string) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const replicas = yield* reader.query(replicasOf, { cluster });
    if (replicas.length === 0) {
      const known = (yield* reader.query(clusters, {})).map((row) => row.cluster);
      return [
        problem(
          "cluster",
          `the server knows no cluster ${cluster}; ${known.length === 0 ? "it knows none" : `it knows ${known.join(", ")}`}`,
          "Set CLICKHOUSE_CLUSTER to a name of remote_servers in the server's configuration.",
        ),
      ];
    }
    const shards = new Set(replicas.map(({ shard }) => shard)).size;
    const size = `${plural(shards, "shard")}, ${plural(replicas.length, "server")}`;
    const failing = replicas.filter(({ errors }) => errors > 0).map(({ host }) => host);
    const named = new Set((yield* reader.query(macros, {})).map(({ macro }) => macro));
    const missing = ["shard", "replica"].filter((macro) => !named.has(macro));
    const late = yield* reader.query(laggards, {});
    return [
      failing.length === 0
        ? ok("cluster", `${cluster}: ${size}`)
        : warning(
            "cluster",
            `${cluster}: ${size}; errors from ${failing.join(", ")}`,
            "Look at these servers.",
          ),
      ...(missing.length === 0
        ? []
        : [
            problem(
              "cluster",
              `the server has no macro ${missing.join(" and no ")}`,
              "Set <macros> with shard and replica in each server's configuration.",
            ),
          ]),
      ...late.map(({ table, readOnly, delayS }) =>
        problem(
          "cluster",
          readOnly === 1 ? `${table} cannot be written here` : `${table} is ${Math.round(delayS)} s behind`,
          "Look at Keeper and at this server's log.",
        ),
      ),
    ];
  });

/** A ClickHouse server: its version, as whom it knows us, its clock, its cluster. */
export const checkServer = ({ cluster }: WarehouseAddress) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const before = yield* Clock.currentTimeMillis;
    const [row] = yield* reader.query(identity, {});
    const after = yield* Clock.currentTimeMillis;
    if (row === undefined) return [];
    return [
      checkVersion(row.version, row.user),
      checkSkew("server clock", row.nowMs - (before + after) / 2),
      ...(cluster === null ? [] : yield* checkCluster(cluster)),
    ];
  });
