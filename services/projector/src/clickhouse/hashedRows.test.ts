import { assert, describe, it } from "@effect/vitest";
import { newColumns } from "../rows/BatchBlocks.ts";
import { hashedRows } from "./hashedRows.ts";

/** How and where a row came here, not what it says. */
const ofTheRecord = ["connector", "account", "recorded_at", "_p", "_off", "_batch", "_ver"];

describe("the state hash", () => {
  for (const [table, columns] of Object.entries(newColumns()).filter(([name]) => name.startsWith("facts_")))
    it(`covers every column of ${table} that says anything`, () => {
      const row = hashedRows.find(([, , from]) => from.startsWith(`{{${table}}}`))?.[1] ?? "";
      const hashed = new Set(row.match(/\w+/g));
      const missing = Object.keys(columns).filter((name) => !hashed.has(name) && !ofTheRecord.includes(name));
      assert.deepStrictEqual(missing, []);
    });
});
