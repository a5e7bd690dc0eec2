import { expect, it } from "@effect/vitest";
import { parseLogLine } from "./log.ts";

it("tells our lines from the engine's", () => {
  expect(parseLogLine('{"level":"info","message":"x"}')).toEqual({ level: "info", message: "x" });
  for (const line of ["Code: 76. DB::Exception", "{broken", '{"level":"loud","message":"x"}', "null", "1"])
    expect(parseLogLine(line)).toEqual({ level: "warning", message: line });
});
