import { assert, describe, it } from "@effect/vitest";
import { Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { makeGate } from "./Gate.ts";

describe("Gate", () => {
  it.effect("lets many share, one be alone, and nobody starve whoever wants to be alone", () =>
    Effect.gen(function* () {
      const gate = yield* makeGate;
      let sharing = 0;
      let mostSharing = 0;
      let sharingWhileAlone = -1;
      const guest = gate.share(
        Effect.gen(function* () {
          sharing += 1;
          mostSharing = Math.max(mostSharing, sharing);
          yield* Effect.sleep("1 second");
          sharing -= 1;
        }),
      );
      // Guests overlap without end: there is never a moment without one.
      const crowd = yield* Effect.forkChild(
        Effect.all([Effect.forever(guest), Effect.delay(Effect.forever(guest), "500 millis")], {
          concurrency: "unbounded",
        }),
      );
      const alone = yield* Effect.forkChild(
        gate
          .alone(
            Effect.gen(function* () {
              sharingWhileAlone = sharing;
              yield* Effect.sleep("2 seconds");
              sharingWhileAlone += sharing;
            }),
          )
          .pipe(Effect.delay("3200 millis")),
      );
      yield* TestClock.adjust("4 seconds");
      yield* TestClock.adjust("4 seconds");
      yield* Fiber.join(alone);
      assert.deepStrictEqual([mostSharing, sharingWhileAlone], [2, 0]);
      yield* TestClock.adjust("1 second");
      assert.isAbove(sharing, 0);
      yield* Fiber.interrupt(crowd);
    }),
  );

  it.effect("opens again when whoever was alone failed", () =>
    Effect.gen(function* () {
      const gate = yield* makeGate;
      assert.strictEqual(yield* Effect.flip(gate.alone(Effect.fail("no"))), "no");
      assert.strictEqual(yield* gate.share(Effect.succeed(1)), 1);
    }),
  );

  it.effect("stays closed after a defect of whoever was alone", () =>
    Effect.gen(function* () {
      const gate = yield* makeGate;
      let entered = false;
      const guest = gate.share(Effect.sync(() => (entered = true)));
      const alone = gate.alone(Effect.andThen(Effect.sleep("1 second"), Effect.die("in doubt")));
      const broken = yield* Effect.forkChild(Effect.exit(alone));
      const waiting = yield* Effect.forkChild(Effect.delay(guest, "500 millis"));
      yield* TestClock.adjust("2 seconds");
      assert.strictEqual((yield* Fiber.join(broken))._tag, "Failure");
      assert.isFalse(entered);
      yield* Fiber.interrupt(waiting);
    }),
  );
});
