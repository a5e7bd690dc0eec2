import { assert, describe, it } from "@effect/vitest";
import { Effect } from "effect";
import { bareWords, readStatement } from "./readStatement.ts";

const refusal = (sql: string) => Effect.map(Effect.flip(readStatement(sql)), ({ what }) => what);

describe("readStatement", () => {
  it.effect("takes one statement that reads, without its semicolon", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* readStatement("SELECT 1;")).trim(), "SELECT 1");
      assert.strictEqual(yield* readStatement("SHOW TABLES"), "SHOW TABLES");
    }),
  );

  it.effect("refuses the rest in words", () =>
    Effect.gen(function* () {
      assert.include(yield* refusal("DROP TABLE t"), "may only read");
      assert.include(yield* refusal("INSERT INTO t VALUES (1)"), "may only read");
      assert.include(yield* refusal("SELECT 1; SELECT 2"), "Multi-statements");
      assert.include(yield* refusal(" -- nothing"), "Empty query");
      assert.include(yield* refusal("SELECT 1 FORMAT CSV"), "names a format, CSV");
      assert.include(yield* refusal("SELECT file('/etc/passwd')"), "reads files of this machine");
    }),
  );

  it("leaves the engine's words alone", () => {
    assert.strictEqual(
      bareWords("Code: 47. DB::Exception: Unknown identifier `x` (version 26.7.2.1). (UNKNOWN_IDENTIFIER)"),
      "Unknown identifier `x`",
    );
  });
});
