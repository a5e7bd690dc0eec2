import { assert, describe, it } from "@effect/vitest";
import { Schema } from "effect";
import { andThen, deadLetter, drop, ok, type Outcome, retryLater, sortOutcomes } from "./Outcome.ts";

const outcomeOf = (n: number): Outcome<number, string> =>
  n % 4 === 0
    ? ok(n)
    : n % 4 === 1
      ? deadLetter(`l${n}`)
      : n % 4 === 2
        ? drop(`r${n % 8}`)
        : retryLater("busy");

describe("Outcome", () => {
  it("runs the next step on ok values only", () => {
    assert.deepStrictEqual(
      andThen(ok(2), (n) => ok(n + 1)),
      ok(3),
    );
    for (const other of [deadLetter("x"), drop("y"), retryLater("z")])
      assert.strictEqual(andThen(other, () => ok(1)) as unknown, other);
  });

  it.prop("sorting leaves nothing out and keeps the order", [Schema.Array(Schema.Int)], ([ns]) => {
    const inputs = ns.map((n) => Math.abs(n % 1000));
    const sorted = sortOutcomes(inputs.map(outcomeOf));
    const dropped = [...sorted.dropped.values()].reduce((a, b) => a + b, 0);
    assert.strictEqual(
      sorted.ok.length + sorted.deadLetters.length + dropped + sorted.retries.length,
      inputs.length,
    );
    assert.deepStrictEqual(
      sorted.ok,
      inputs.filter((n) => n % 4 === 0),
    );
  });
});
