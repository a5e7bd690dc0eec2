import { expect, it } from "vitest";
import { isDue, movedSince } from "./movedSince.ts";

const at = (facts: number, books: number) => ({ facts, books, directory: 1, words: 1, risk: 1 });

it("what moved is what has another version, also after events that were missed", () => {
  expect(movedSince(null, at(1, 1))).toEqual([]);
  expect(movedSince(at(1, 1), at(1, 1))).toEqual([]);
  expect(movedSince(at(1, 1), at(4, 1))).toEqual(["facts"]);
  // A server that began anew counts from elsewhere.
  expect(movedSince(at(9, 1), at(2, 7))).toEqual(["facts", "books"]);
});

it("what moved is shown at once, then again after a while, and never over an answer on its way", () => {
  expect(isDue(true, false, Number.NEGATIVE_INFINITY, 0, 3_000)).toBe(true);
  expect(isDue(true, false, 1_000, 3_999, 3_000)).toBe(false);
  expect(isDue(true, true, 0, 9_000, 3_000)).toBe(false);
  expect(isDue(false, false, 0, 9_000, 3_000)).toBe(false);
});
