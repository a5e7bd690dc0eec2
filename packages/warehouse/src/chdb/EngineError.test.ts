import { describe, expect, it } from "@effect/vitest";
import { EngineError, httpStatus } from "./EngineError.ts";

describe("EngineError", () => {
  it("finds the code in the library's words, and leaves out what stands before", () => {
    const error = EngineError.of(
      new Error("Query failed: Code: 60. DB::Exception: Unknown table t. (UNKNOWN_TABLE)"),
    );
    expect([error.code, error.message]).toEqual([
      60,
      "Code: 60. DB::Exception: Unknown table t. (UNKNOWN_TABLE)",
    ]);
  });
  it("has words for what has no code", () => {
    expect(EngineError.of(new Error("boom"))).toMatchObject({
      code: 1002,
      message: "Code: 1002. DB::Exception: boom. (UNKNOWN_EXCEPTION)",
    });
    expect(
      EngineError.of(Object.assign(new Error("incorrect header check"), { code: "Z_DATA_ERROR" })).code,
    ).toBe(271);
  });
  it("takes off the library's wrapping", () => {
    const inner = "Code: 73. DB::Exception: Unknown format Nope. (UNKNOWN_FORMAT)";
    const outer = `Code: 73. DB::Exception: ${inner} (version 26.7.2.1). (UNKNOWN_FORMAT)`;
    expect(EngineError.of(new Error(outer)).message).toBe(inner);
    expect(EngineError.of(new Error(inner)).message).toBe(inner);
  });
  it("drops a piece of text and keeps the code", () => {
    const error = EngineError.of(new Error("Code: 62. at SELEC 1 /* x */ ..")).without(" /* x */");
    expect([error.code, error.message]).toEqual([62, "Code: 62. at SELEC 1 .."]);
  });
  it("maps to the statuses of ClickHouse's server", () => {
    const codes = [62, 60, 81, 516, 194, 159, 48, 76, 395, 164, 241];
    expect(codes.map(httpStatus)).toEqual([400, 404, 404, 403, 401, 408, 501, 503, 500, 500, 500]);
  });
});
