import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { assert, it } from "@effect/vitest";
import { Deferred, Effect, Exit, Fiber, Redacted } from "effect";
import { openClient, runCommand } from "./statements.ts";

/** Answers each statement after the milliseconds that it names; says when the first has come in. */
const slowServer = Effect.acquireRelease(
  Effect.promise(async () => {
    const begun = Deferred.makeUnsafe<void>();
    const server = createServer(async (request, response) => {
      let text = "";
      for await (const piece of request) text += String(piece);
      Deferred.doneUnsafe(begun, Effect.void);
      setTimeout(() => response.end(), Number(/\d+/.exec(text)?.[0] ?? 0));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return { begun, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }),
  ({ server }) =>
    Effect.sync(() => {
      server.closeAllConnections();
      server.close();
    }),
);

it.live("a statement keeps its socket though another one, that waited for it, was given up", () =>
  Effect.gen(function* () {
    const { begun, url } = yield* slowServer;
    const address = { url, password: Redacted.make(""), database: "default", maxOpenConnections: 1 };
    const client = yield* openClient(address, {});
    const statement = (afterMs: number) =>
      runCommand(client, `after ${afterMs}`, `SELECT ${afterMs}`, {}, {});
    const first = yield* Effect.forkChild(statement(300));
    yield* Deferred.await(begun);
    const givenUp = yield* Effect.forkChild(statement(1));
    const long = yield* Effect.forkChild(statement(2_600));
    // Both wait for the one socket now.
    yield* Effect.sleep(100);
    yield* Fiber.interrupt(givenUp).pipe(Effect.forkChild);
    const answered = yield* Effect.all([Fiber.await(first), Fiber.await(long)]);
    assert.deepStrictEqual(answered.map(Exit.isSuccess), [true, true]);
  }).pipe(Effect.scoped),
);
