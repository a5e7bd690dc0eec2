import { assert } from "@effect/vitest";
import { contentHash } from "@rapport/contracts/contentHash";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { batchOf, type HashOfFresh, type Test } from "./support.ts";

/** Copies of one event id whose content differs: the one with the higher hash wins, and is counted once. */
export const copiesContract = (test: Test, hashOfFresh: HashOfFresh): void => {
  const others = sampleMailbox(seededRandom(9), 10).slice(1);
  const copy = sampleEmail(0, { from: "dan@acme.example", words: 5 });
  const bothOrders = (a: EmailEvent, b: EmailEvent) =>
    Effect.gen(function* () {
      const [first, second] = [
        [batchOf([...others, a], { partition: 0 }), batchOf([b], { partition: 1 })],
        [batchOf([b], { partition: 0 }), batchOf([a, ...others], { partition: 1 })],
      ] as const;
      const winner = contentHash(a) > contentHash(b) ? a : b;
      const alone = yield* hashOfFresh([batchOf([...others, winner])]);
      assert.strictEqual(yield* hashOfFresh(first), alone);
      assert.strictEqual(yield* hashOfFresh(second), alone);
    });
  test(
    "lets one copy of an event win, whichever came first",
    bothOrders(copy, sampleEmail(0, { words: 900 })),
  );
  test(
    "lets one copy win when they name other people",
    bothOrders(copy, sampleEmail(0, { from: "eve@bolt.example", to: ["bob@rapport.example"] })),
  );
  test(
    "lets one copy win when they are of different days",
    bothOrders(copy, { ...copy, occurredAt: copy.occurredAt + 40 * 86_400_000 }),
  );
};
