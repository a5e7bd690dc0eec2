import { expect, it } from "vitest";
import { Cause, Data } from "effect";
import { exitCodes } from "./ExitCodes.ts";
import { explain, explainCause, usageError } from "./Failure.ts";

class Odd extends Data.TaggedError("Odd")<{ readonly action?: string }> {
  override get message() {
    return "the odd thing: is odd";
  }
}
class WarehouseError extends Data.TaggedError("WarehouseError")<{
  readonly message: string;
  readonly code: number;
}> {}

it("typed errors speak for themselves", () => {
  expect(explain(new Odd({ action: "Even it out." }))).toEqual({
    what: "the odd thing: is odd",
    action: "Even it out.",
    exitCode: exitCodes.failure,
  });
  expect(explain(new Odd({})).action).toBeNull();
  const action = (code: number) => explain(new WarehouseError({ message: "gone", code })).action;
  expect(action(60)).toContain("rapport doctor");
  expect(action(0)).toContain("CLICKHOUSE_URL");
  expect(action(516)).toContain("CLICKHOUSE_PASSWORD");
});

it("wrong usage ends with 2", () => {
  expect(explain(usageError("no", "yes"))).toEqual({ what: "no", action: "yes", exitCode: exitCodes.usage });
});

it("what nobody expected is called a bug", () => {
  const said = explain(new TypeError("x is not a function"));
  expect(said.what).toBe("unexpected error: x is not a function");
  expect(said.action).toContain("LOG_LEVEL=Debug");
  expect(said.exitCode).toBe(exitCodes.failure);
});

it("an interruption is no failure, a failure beside one is", () => {
  expect(explainCause(Cause.interrupt(1))).toBeNull();
  expect(explainCause(Cause.combine(Cause.interrupt(1), Cause.fail(new Odd({}))))?.what).toContain("odd");
});
