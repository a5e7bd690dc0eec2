import { expect, it } from "@effect/vitest";
import { Data, Effect, Fiber } from "effect";
import { TestClock } from "effect/testing";
import { rounds } from "./rounds.ts";

class Down extends Data.TaggedError("Down")<{ readonly message: string }> {}

it.effect("what fails every time is tried again after each pause, and ends nothing else", () =>
  Effect.gen(function* () {
    let tries = 0;
    const round = Effect.suspend(() => {
      tries++;
      return Effect.fail(new Down({ message: "no mail server" }));
    });
    const others = Effect.as(Effect.sleep("1 hour"), "lived on");
    const fiber = yield* Effect.forkChild(
      Effect.raceAllFirst([rounds("the mail", "1 minute", round), others]),
    );
    yield* TestClock.adjust("59 seconds");
    expect(tries).toBe(1);
    yield* TestClock.adjust("1 hour");
    expect(yield* Fiber.join(fiber)).toBe("lived on");
    expect(tries).toBe(60);
  }),
);
