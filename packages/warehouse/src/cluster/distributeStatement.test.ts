import { assert, describe, it } from "@effect/vitest";
import { migrationsFolder, readMigrationFiles } from "../migrations/files.ts";
import { migrationStatements } from "../migrations/migrationStatements.ts";
import { distributeStatement } from "./distributeStatement.ts";
import { distributedEngine, parseDistributedEngine } from "./clusterTable.ts";
import { shardingKeys } from "./shardingKeys.ts";

const cluster = { kind: "replicated", cluster: "main-1" } as const;
const inCluster = (sql: string) => distributeStatement(sql, cluster, "rapport");
const oneTable =
  "CREATE TABLE IF NOT EXISTS reply_edge ON CLUSTER 'main-1' (x Int8) ENGINE = ReplicatedMergeTree ORDER BY x";

describe("distributeStatement", () => {
  it("leaves every statement as it is on one machine", () => {
    assert.deepStrictEqual(distributeStatement("TRUNCATE x", { kind: "plain" }, "rapport"), ["TRUNCATE x"]);
  });

  it("makes a table as a replicated one on every node and a distributed one over them", () => {
    assert.deepStrictEqual(inCluster(oneTable), [
      oneTable.replace("reply_edge", "local__reply_edge"),
      "CREATE TABLE IF NOT EXISTS reply_edge ON CLUSTER 'main-1' AS local__reply_edge\n" +
        "ENGINE = Distributed('main-1', 'rapport', 'local__reply_edge', cityHash64(event_id))",
    ]);
  });

  it("leaves views alone", () => {
    const view = "CREATE OR REPLACE VIEW v ON CLUSTER 'main-1' AS SELECT 1";
    assert.deepStrictEqual(inCluster(view), [view]);
  });

  it.each([
    [
      "a table without a sharding key",
      oneTable.replace("reply_edge", "unheard"),
      "unheard has no sharding key",
    ],
    [
      "one for a single node",
      "CREATE TABLE IF NOT EXISTS reply_edge (x Int8)",
      "one node of the cluster only",
    ],
    ["a view for a single node", "CREATE VIEW v AS SELECT ' ON CLUSTER x'", "one node of the cluster only"],
    ["one that cannot be repeated", oneTable.replace("IF NOT EXISTS ", ""), "CREATE TABLE IF NOT EXISTS"],
    ["a change of a table", "ALTER TABLE reply_edge ON CLUSTER 'c' ADD COLUMN y Int8", "local tables"],
  ])("refuses %s", (_, sql, message) => {
    assert.throws(() => inCluster(sql), message);
  });
});

describe("the project's migrations in a cluster", () => {
  const statements = readMigrationFiles(migrationsFolder).flatMap((file) =>
    migrationStatements(file.text, cluster, "rapport"),
  );
  const made = statements.flatMap((sql) => {
    const engine = /\nENGINE = (Distributed.*)$/s.exec(sql)?.[1];
    return engine === undefined ? [] : [parseDistributedEngine(engine)];
  });

  it("make a distributed table for every sharding key, and no other", () => {
    const tables = made.map((table) => table?.local.replace("local__", "")).toSorted();
    assert.deepStrictEqual([...tables, "schema_migration"].toSorted(), Object.keys(shardingKeys).toSorted());
    for (const table of made) {
      assert.strictEqual(table?.cluster, "main-1");
      assert.strictEqual(table?.database, "rapport");
    }
  });

  it("spread rows by what leads to their sorting key alone, so that rows of one key meet", () => {
    for (const [table, key] of Object.entries(shardingKeys)) {
      if (table === "schema_migration") continue;
      const create =
        statements.find((sql) => sql.startsWith(`CREATE TABLE IF NOT EXISTS local__${table} `)) ?? "";
      const sorting = /ORDER BY (.+?)(?:\nSETTINGS|$)/s.exec(create)?.[1] ?? "";
      const columns = (key.match(/\b[a-z_]\w*\b(?!\()/g) ?? []) as ReadonlyArray<string>;
      for (const column of columns)
        assert.match(sorting, new RegExp(`\\b${column}\\b`), `${table} by ${key}`);
    }
  });

  it("reach every node", () => {
    for (const sql of statements) assert.match(sql, / ON CLUSTER 'main-1'/);
  });
});

describe("the engine of a distributed table", () => {
  it("is read as it was written", () => {
    const table = {
      cluster: "main-1",
      database: "rapport",
      local: "local__log_record",
      shardingKey: shardingKeys["log_record"]!,
    };
    assert.deepStrictEqual(parseDistributedEngine(distributedEngine(table)), table);
    assert.isUndefined(parseDistributedEngine("MergeTree ORDER BY x"));
  });
});
