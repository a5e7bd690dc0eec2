import { ClickHouseError } from "@clickhouse/client";
import { assert, describe, it } from "@effect/vitest";
import { toWarehouseError } from "./failures.ts";

const judged = (cause: unknown) => {
  const { code, retriable, message } = toWarehouseError("query x")(cause);
  return { code, retriable, message };
};

describe("toWarehouseError", () => {
  it("goes by the exception's code, not by its words", () => {
    const memory = new ClickHouseError({ message: "over", code: "241", type: "MEMORY_LIMIT_EXCEEDED" });
    assert.deepStrictEqual(judged(memory), {
      code: 241,
      retriable: true,
      message: "warehouse: query x: over (code 241, MEMORY_LIMIT_EXCEEDED)",
    });
    const lying = new ClickHouseError({ message: "Code: 241 timeout", code: "62", type: "SYNTAX_ERROR" });
    assert.isFalse(judged(lying).retriable);
  });

  it("retries what never reached the server, and no mistake of ours", () => {
    const refused = new AggregateError([new Error("connect ECONNREFUSED ::1"), new Error("… 127.0.0.1")]);
    assert.deepStrictEqual(judged(refused), {
      code: 0,
      retriable: true,
      message: "warehouse: query x: connect ECONNREFUSED ::1; … 127.0.0.1",
    });
    assert.isFalse(judged(new TypeError("x is not a function")).retriable);
    assert.isFalse(judged(new SyntaxError("Unexpected token")).retriable);
  });

  it("leaves its own errors alone", () => {
    const first = toWarehouseError("a")(new Error("b"));
    assert.strictEqual(toWarehouseError("c")(first), first);
  });
});
