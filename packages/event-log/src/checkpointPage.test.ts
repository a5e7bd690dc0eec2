import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "@rapport/testing/seededRandom";
import { pageOf } from "./checkpointPage.ts";

const pieces = ["a", "b", "/", "ä", "\u{ffff}", "\u{e000}", "😀", "𐀀", "\u{d7ff}", ""];

describe("pages of checkpoints", () => {
  it("give everything once, in the order of the bytes, whatever the size of a page", () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = seededRandom(seed);
      const name = () => Array.from({ length: random.int(1, 4) }, () => random.pick(pieces)).join("") || "x";
      const all = new Map(Array.from({ length: random.int(0, 30) }, (_, index) => [name(), `${index}`]));
      const expected = [...all.keys()].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const size = random.int(1, 7);
      const found: string[] = [];
      for (let page = pageOf(all, "", size); page.length > 0; page = pageOf(all, found.at(-1)!, size)) {
        found.push(...page.map((checkpoint) => checkpoint.name));
      }
      assert.deepStrictEqual(found, expected, `seed ${seed}`);
    }
  });
});
