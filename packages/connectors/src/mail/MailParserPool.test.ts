import { madeMessage, madeMessages } from "@rapport/testing/mailbox";
import { describe, expect, it } from "@effect/vitest";
import { Cause, Effect, Exit, Fiber, Stream } from "effect";
import { defaultMailLimits } from "./MailLimits.ts";
import { layerMailParserPool, MailParserPool } from "./MailParserPool.ts";
import { parseMail } from "./parseMail.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const run = <A>(effect: Effect.Effect<A, never, MailParserPool>) =>
  effect.pipe(Effect.provide(layerMailParserPool({ workers: 2 })));

const faulty = new URL("../../../testing/src/faultyMailWorker.ts", import.meta.url);
/** A pool of one thread that hangs, ends or fills its memory when told to. */
const runFaulty = <A>(effect: Effect.Effect<A, never, MailParserPool>, parseMs: number) =>
  effect.pipe(
    Effect.provide(
      layerMailParserPool({ workers: 1, workerFile: faulty, limits: { ...defaultMailLimits, parseMs } }),
    ),
  );

// Threads take seconds to start on a machine that is busy.
describe("MailParserPool", { timeout: 60_000 }, () => {
  it.live("gives the results of parseMail, in the order of the messages", () =>
    run(
      Effect.gen(function* () {
        const pool = yield* MailParserPool;
        const messages = madeMessages(60);
        const results = yield* Stream.fromIterable(messages).pipe(
          Stream.mapEffect((message) => pool.parse(bytesOf(message)), { concurrency: pool.inFlight }),
          Stream.runCollect,
        );
        const context = { nowMs: Date.now(), limits: defaultMailLimits };
        const alone = yield* Effect.promise(() =>
          Promise.all(messages.map((message) => parseMail(bytesOf(message), context))),
        );
        expect(results).toEqual(alone);
      }),
    ),
  );

  it.live.each([
    ["HANG", 500, "longer than 500 ms"],
    ["EXIT", 30_000, "code 3"],
    ["HEAP", 30_000, "memory limit"],
  ] as const)(
    "gives up a message that makes the parser %s, and parses those that waited behind it",
    ([what, parseMs, said]) =>
      runFaulty(
        Effect.gen(function* () {
          const pool = yield* MailParserPool;
          const parse = (text: string) => pool.parse(bytesOf(text));
          const results = yield* Effect.forEach(
            ["a", what, "bb", "ccc", `large ${what} ${"x".repeat(300_000)}`, "dddd"],
            parse,
            {
              concurrency: "unbounded",
            },
          );
          const reasons = results.map((result) => (result.kind === "problem" ? result.reason : "parsed"));
          for (const at of [1, 4]) expect(reasons[at]).toContain(said);
          expect(reasons.filter((_, index) => index !== 1 && index !== 4)).toEqual([
            "1 bytes",
            "2 bytes",
            "3 bytes",
            "4 bytes",
          ]);
        }),
        parseMs,
      ),
  );

  it.live("says so when no thread can be started", () =>
    Effect.gen(function* () {
      const workerFile = new URL("./no-such-worker.ts", import.meta.url);
      const exit = yield* Effect.exit(
        Effect.flatMap(MailParserPool, (pool) => pool.parse(bytesOf("a"))).pipe(
          Effect.provide(layerMailParserPool({ workers: 1, workerFile })),
        ),
      );
      expect(Exit.isFailure(exit) && Cause.pretty(exit.cause)).toContain("cannot be started");
    }),
  );

  it.live("forgets a message whose reader went away", () =>
    run(
      Effect.gen(function* () {
        const pool = yield* MailParserPool;
        const fibers = yield* Effect.forEach(madeMessages(20), (text) =>
          Effect.forkChild(pool.parse(bytesOf(text))),
        );
        yield* Effect.forEach(fibers, Fiber.interrupt);
        expect((yield* pool.parse(bytesOf(madeMessage()))).kind).toBe("parsed");
      }),
    ),
  );

  it.live("reads large messages by themselves", () =>
    run(
      Effect.gen(function* () {
        const pool = yield* MailParserPool;
        const large = madeMessage({ body: "word ".repeat(200_000) });
        const results = yield* Effect.forEach(
          [large, madeMessage(), large],
          (text) => pool.parse(bytesOf(text)),
          {
            concurrency: "unbounded",
          },
        );
        expect(results.map((result) => result.kind)).toEqual(["parsed", "parsed", "parsed"]);
      }),
    ),
  );
});
