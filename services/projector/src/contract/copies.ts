import { assert } from "@effect/vitest";
import { sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { batchOf, type HashOfFresh, type Test } from "./support.ts";

/** Copies of one event id whose content differs: one wins, whichever came first, and is counted once. */
export const copiesContract = (test: Test, hashOfFresh: HashOfFresh): void => {
  const others = sampleMailbox(seededRandom(9), 10).slice(1);
  const copy = sampleEmail(0, { from: "dan@acme.example", words: 5 });
  const bothOrders = (a: EmailEvent, b: EmailEvent) =>
    Effect.gen(function* () {
      const [first, second] = [
        [batchOf([...others, a], { partition: 0 }), batchOf([b], { partition: 1 })],
        [batchOf([b], { partition: 0 }), batchOf([a, ...others], { partition: 1 })],
      ] as const;
      const alone = yield* Effect.all([
        hashOfFresh([batchOf([...others, a])]),
        hashOfFresh([batchOf([...others, b])]),
      ]);
      const forth = yield* hashOfFresh(first);
      const back = yield* hashOfFresh(second);
      assert.strictEqual(forth, back);
      assert.include(alone, forth);
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
