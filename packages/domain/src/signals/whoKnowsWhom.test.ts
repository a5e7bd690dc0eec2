import { assert, describe, it } from "@effect/vitest";
import { busFactor, ourSides } from "./whoKnowsWhom.ts";

const known = (text: string) =>
  text
    .split(" ")
    .filter(Boolean)
    .map((pair) => {
      const [person = "", member = ""] = pair.split("-");
      return { person, member };
    });

describe("who knows whom", () => {
  it("says of each of us how many they know, and how many nobody else does", () => {
    assert.deepStrictEqual(ourSides(known("ann-eve bea-eve bea-max cid-max ann-eve")), [
      { member: "eve", people: 2, aloneWith: 1 },
      { member: "max", people: 2, aloneWith: 1 },
    ]);
  });
  it("counts how many may go before half of theirs know nobody", () => {
    assert.strictEqual(busFactor([]), 0);
    assert.strictEqual(busFactor(known("ann-eve bea-eve cid-max")), 1);
    assert.strictEqual(busFactor(known("ann-eve ann-max bea-eve bea-max cid-eve cid-max")), 2);
    assert.strictEqual(busFactor(known("ann-eve bea-max cid-ida dan-kim")), 2);
  });
  it("knows the relationships of those who are left when somebody is left out", () => {
    const all = known("ann-eve bea-eve bea-max");
    assert.deepStrictEqual(ourSides(all.filter(({ member }) => member !== "eve")), [
      { member: "max", people: 1, aloneWith: 1 },
    ]);
  });
});
