import { assert, it } from "@effect/vitest";
import { Effect, Queue } from "effect";
import { LiveReaders } from "./LiveReaders.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (sent: Uint8Array) => new TextDecoder().decode(sent);

it.effect("who reads slowly finds the latest alone, and holds nobody up", () =>
  Effect.gen(function* () {
    const readers = new LiveReaders(60_000);
    const [fast, slow] = [yield* Queue.sliding<Uint8Array>(1), yield* Queue.sliding<Uint8Array>(1)];
    const leave = readers.add(fast, () => assert.fail("it keeps up"));
    readers.add(slow, () => assert.fail("it is only slow"));
    for (const [i, text] of ["one", "two", "three"].entries()) {
      readers.send(bytes(text), i * 20_000);
      assert.strictEqual(textOf(yield* Queue.take(fast)), text);
    }
    assert.strictEqual(textOf(yield* Queue.take(slow)), "three");
    assert.strictEqual(readers.count, 2);
    leave();
    assert.strictEqual(readers.count, 1);
  }),
);

it.effect("who has read nothing for longer than the patience lasts is dropped, once", () =>
  Effect.gen(function* () {
    const readers = new LiveReaders(60_000);
    const queue = yield* Queue.sliding<Uint8Array>(1);
    let dropped = 0;
    readers.add(queue, () => (dropped += 1));
    // The first lies there from 0 on, which is seen when the second comes.
    readers.send(bytes("first"), 0);
    readers.send(bytes("second"), 10_000);
    readers.send(bytes("third"), 70_000);
    assert.deepStrictEqual([dropped, readers.count], [0, 1]);
    readers.send(bytes("fourth"), 70_001);
    readers.send(bytes("fifth"), 200_000);
    assert.deepStrictEqual([dropped, readers.count], [1, 0]);
  }),
);
