import { expect, it } from "@effect/vitest";
import { Data, Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { supervise } from "./supervise.ts";

class Broken extends Data.TaggedError("Broken")<{ readonly message: string }> {}
const broken = (n: number) => Effect.fail(new Broken({ message: `no ${n}` }));

const bounds = { failures: 2, windowMs: 10_000, firstDelayMs: 100, longestDelayMs: 1_000 };

it.effect("a part that fails starts again, until it failed too often within the window", () =>
  Effect.gen(function* () {
    let starts = 0;
    const part = Effect.suspend(() => broken(++starts));
    const fiber = yield* Effect.forkChild(Effect.flip(supervise("projector", part, bounds)));
    yield* TestClock.adjust("1 second");
    const failed = yield* Fiber.join(fiber);
    expect(starts).toBe(3);
    expect(failed.message).toContain("projector failed 3 times");
    expect(failed.message).toContain("no 3");
  }),
);

it.effect("failures that are far apart do not add up", () =>
  Effect.gen(function* () {
    let starts = 0;
    const part = Effect.andThen(
      Effect.sleep("6 seconds"),
      Effect.suspend(() => broken(++starts)),
    );
    yield* Effect.forkChild(supervise("projector", part, bounds));
    yield* TestClock.adjust("60 seconds");
    expect(starts).toBeGreaterThan(5);
  }),
);

it.effect("a part that ends by itself counts as failed", () =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.flip(supervise("watch", Effect.void, bounds)));
    yield* TestClock.adjust("1 second");
    expect((yield* Fiber.join(fiber)).message).toContain("ended by itself");
  }),
);
