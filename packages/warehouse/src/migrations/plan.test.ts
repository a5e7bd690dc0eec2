import { assert, describe, it } from "@effect/vitest";
import { type AppliedMigration, type MigrationFile, planMigrations } from "./plan.ts";
import { renderMigration } from "./render.ts";

const file = (version: number, name = `m${version}`, text = "SELECT 1"): MigrationFile => ({
  version,
  name,
  text,
  sha256: `${name}-${text}`,
});
const applied = ({ version, name, sha256 }: MigrationFile): AppliedMigration => ({ version, name, sha256 });
const pendingOf = (files: ReadonlyArray<MigrationFile>, done: ReadonlyArray<MigrationFile>) => {
  const plan = planMigrations(files, done.map(applied));
  return plan.ok ? plan.pending.map((f) => f.version) : plan.problem;
};

describe("planMigrations", () => {
  it("leaves what is applied and orders the rest", () => {
    assert.deepStrictEqual(pendingOf([file(3), file(1), file(2)], [file(1)]), [2, 3]);
    assert.deepStrictEqual(pendingOf([file(1)], [file(1)]), []);
  });

  it.each([
    ["a gap", [file(1), file(3)], [], "0003_m3.sql should be number 2"],
    ["a double", [file(1), file(1, "other")], [], "0001_other.sql should be number 2"],
    ["a changed file", [file(1, "m1", "SELECT 2")], [file(1)], "0001_m1.sql was changed"],
    [
      "a renamed file",
      [file(1, "n")],
      [file(1)],
      "0001_n.sql was changed after it was applied as 0001_m1.sql",
    ],
    ["a file that is gone", [file(1)], [file(1), file(2)], "a newer Rapport wrote it"],
    [
      "one out of order",
      [file(1), file(2), file(3)],
      [file(1), file(3)],
      "0002_m2.sql comes before migration 3",
    ],
  ] as const)("refuses %s", (_, files, done, problem) => {
    assert.include(pendingOf(files, done), problem);
  });
});

describe("renderMigration", () => {
  const sql = "CREATE TABLE t ${on_cluster} (x Int8) ENGINE = ${replicated}MergeTree";
  it("fills both placeholders in both modes", () => {
    assert.strictEqual(
      renderMigration(sql, { kind: "plain" }),
      "CREATE TABLE t  (x Int8) ENGINE = MergeTree",
    );
    assert.strictEqual(
      renderMigration(sql, { kind: "replicated", cluster: "main-1" }),
      "CREATE TABLE t ON CLUSTER 'main-1' (x Int8) ENGINE = ReplicatedMergeTree",
    );
  });
  it("refuses unknown placeholders and cluster names that are none", () => {
    assert.throws(
      () => renderMigration("${oncluster}", { kind: "plain" }),
      "unknown placeholder ${oncluster}",
    );
    assert.throws(
      () => renderMigration(sql, { kind: "replicated", cluster: "a' b" }),
      "is not an identifier",
    );
  });
});
