import { expect, it } from "@effect/vitest";
import { Deferred, Effect, Fiber } from "effect";
import { makeDrain } from "./Drain.ts";

it.live("stopping waits for the work in hand, work inside it included, and lets none begin", () =>
  Effect.gen(function* () {
    const drain = makeDrain();
    const begun = yield* Deferred.make<void>();
    const mayEnd = yield* Deferred.make<void>();
    const done: string[] = [];
    const inner = drain.during(Effect.sync(() => void done.push("inner")));
    const work = Deferred.succeed(begun, undefined).pipe(
      Effect.andThen(Deferred.await(mayEnd)),
      Effect.andThen(inner),
      Effect.andThen(Effect.sync(() => void done.push("work"))),
    );
    const working = yield* Effect.forkChild(drain.during(work));
    yield* Deferred.await(begun);
    const stopped = drain.stop(60_000);
    const late = yield* Effect.forkChild(drain.during(Effect.sync(() => void done.push("late"))));
    yield* Deferred.succeed(mayEnd, undefined);
    expect(yield* Effect.promise(() => stopped)).toBe(0);
    yield* Fiber.join(working);
    yield* Fiber.interrupt(late);
    expect(done).toEqual(["inner", "work"]);
  }),
);

it.live("it does not wait longer than it may, and says how much was left", () =>
  Effect.gen(function* () {
    const drain = makeDrain();
    expect(yield* Effect.promise(() => makeDrain().stop(60_000))).toBe(0);
    const begun = yield* Deferred.make<void>();
    const endless = Effect.andThen(Deferred.succeed(begun, undefined), Effect.never);
    const working = yield* Effect.forkChild(drain.during(endless));
    yield* Deferred.await(begun);
    expect(yield* Effect.promise(() => drain.stop(10))).toBe(1);
    yield* Fiber.interrupt(working);
  }),
);

it.live("work that fails or is interrupted is not waited for", () =>
  Effect.gen(function* () {
    const drain = makeDrain();
    yield* Effect.exit(drain.during(Effect.fail("no")));
    const working = yield* Effect.forkChild(drain.during(Effect.never));
    yield* Effect.yieldNow;
    yield* Fiber.interrupt(working);
    expect(yield* Effect.promise(() => drain.stop(60_000))).toBe(0);
  }),
);

it.live("an append is waited for; one that belongs to cleaning up is not held back", () =>
  Effect.gen(function* () {
    const drain = makeDrain();
    const begun = yield* Deferred.make<void>();
    const mayEnd = yield* Deferred.make<void>();
    const append = Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(mayEnd));
    const appending = yield* Effect.forkChild(drain.finishing(append));
    yield* Deferred.await(begun);
    const stopped = drain.stop(60_000);
    expect(yield* drain.finishing(Effect.succeed("said farewell"))).toBe("said farewell");
    yield* Deferred.succeed(mayEnd, undefined);
    expect(yield* Effect.promise(() => stopped)).toBe(0);
    yield* Fiber.join(appending);
  }),
);
