import { assert, describe, it } from "@effect/vitest";
import { analystGrants } from "./analystGrants.ts";

describe("analystGrants", () => {
  it("on one machine: the role, its limits and the views", () => {
    const statements = analystGrants("rapport", { kind: "plain" });
    assert.strictEqual(statements[0], "CREATE ROLE IF NOT EXISTS rapport_analyst");
    assert.include(statements, "GRANT SELECT ON rapport.client_day_at TO rapport_analyst");
    assert.isFalse(statements.some((statement) => statement.includes("${") || statement.includes("CLUSTER")));
  });

  it("in a cluster: everywhere, and the tables on the shards, not those over them", () => {
    const statements = analystGrants("firm", { kind: "replicated", cluster: "main" });
    assert.isTrue(statements.every((statement) => statement.includes("ON CLUSTER 'main'")));
    assert.match(statements.at(-1) ?? "", /SELECT ON firm\.\w+\* TO rapport_analyst$/);
    assert.notMatch(statements.at(-1) ?? "", /firm\.\* /);
  });

  it("refuses what is no name", () => {
    assert.throws(() => analystGrants("a; DROP", { kind: "plain" }), "is not a database name");
  });
});
