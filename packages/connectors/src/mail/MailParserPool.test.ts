import { madeMessage, madeMessages } from "@rapport/testing/mailbox";
import { describe, expect, it } from "@effect/vitest";
import { Effect, Fiber, Stream } from "effect";
import { defaultMailLimits } from "./MailLimits.ts";
import { layerMailParserPool, MailParserPool } from "./MailParserPool.ts";
import { parseMail } from "./parseMail.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const run = <A>(effect: Effect.Effect<A, never, MailParserPool>, parseMs = 20_000, workers = 2) =>
  effect.pipe(Effect.provide(layerMailParserPool({ workers, limits: { ...defaultMailLimits, parseMs } })));

/** Costs the parser far more than the time it is given below: a thousand parts of HTML. */
const slow = [
  "From: ann@acme.com", "Content-Type: multipart/mixed; boundary=b", "",
  ...Array.from({ length: 900 }, () => `--b\nContent-Type: text/html\n\n${"<b>a</b>".repeat(4_000)}`), "--b--",
].join("\n"); // prettier-ignore

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

  it.live("gives up a message that takes too long, and parses those that waited behind it", () =>
    run(
      Effect.gen(function* () {
        const pool = yield* MailParserPool;
        const hung = yield* Effect.forkChild(pool.parse(bytesOf(slow)));
        const rest = yield* Effect.forEach(madeMessages(10), (text) => pool.parse(bytesOf(text)), {
          concurrency: "unbounded",
        });
        expect(rest.map((result) => result.kind)).toEqual(Array(10).fill("parsed"));
        const result = yield* Fiber.join(hung);
        expect(result).toMatchObject({ kind: "problem", code: "unreadable" });
        expect(result.kind === "problem" && result.reason).toContain("longer than 300 ms");
        expect((yield* pool.parse(bytesOf(madeMessage()))).kind).toBe("parsed");
      }),
      300,
      1,
    ),
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
