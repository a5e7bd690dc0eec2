import { assert, describe, it } from "@effect/vitest";
import { Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { WarehouseError } from "../Warehouse.ts";
import { acrossExchanges, inTurn } from "./clusterRetries.ts";

const failure = (code: number) => new WarehouseError({ operation: "x", detail: "x", code, retriable: true });
const cluster = { cluster: "main" };

/** A statement that fails so often, and how often it was asked. */
const failing = (code: number, times: number) => {
  let asked = 0;
  const statement = Effect.suspend(() => {
    asked += 1;
    return asked <= times ? Effect.fail(failure(code)) : Effect.succeed(asked);
  });
  return { statement, asked: () => asked };
};
const afterMinutes = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.exit(effect));
    yield* TestClock.adjust("5 minutes");
    return yield* Fiber.join(fiber);
  });

describe("in a cluster", () => {
  it.effect("an insert waits for the one before it, and not for ever", () =>
    Effect.gen(function* () {
      const busy = failing(286, 20);
      assert.strictEqual((yield* afterMinutes(inTurn(cluster)(busy.statement)))._tag, "Success");
      const stuck = failing(286, 1_000);
      assert.strictEqual((yield* afterMinutes(inTurn(cluster)(stuck.statement)))._tag, "Failure");
      assert.strictEqual(stuck.asked(), 101);
    }),
  );

  it.effect("a read whose tables were exchanged on its way is asked again, a mistaken one not for long", () =>
    Effect.gen(function* () {
      const moved = failing(60, 1);
      assert.strictEqual((yield* afterMinutes(acrossExchanges(cluster)(moved.statement)))._tag, "Success");
      const mistaken = failing(60, 1_000);
      assert.strictEqual((yield* afterMinutes(acrossExchanges(cluster)(mistaken.statement)))._tag, "Failure");
      assert.strictEqual(mistaken.asked(), 4);
    }),
  );

  it.effect("any other failure comes out at once, and on one machine every one", () =>
    Effect.gen(function* () {
      for (const [code, place] of [
        [252, cluster],
        [286, {}],
        [60, { cluster: null }],
      ] as const) {
        const other = failing(code, 1);
        yield* afterMinutes(inTurn(place)(acrossExchanges(place)(other.statement)));
        assert.strictEqual(other.asked(), 1);
      }
    }),
  );
});
