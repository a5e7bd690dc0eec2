import { expect, it } from "vitest";
import { keyReader } from "./shortcuts.ts";

it("g and a letter go somewhere, when one follows the other", () => {
  const read = keyReader();
  expect(read("g", 0)).toBeNull();
  expect(read("w", 900)).toEqual({ kind: "go", key: "w" });
  expect(read("w", 950)).toBeNull();
  expect(read("g", 1_000)).toBeNull();
  expect(read("w", 2_501)).toBeNull();
  expect(read("g", 3_000)).toBeNull();
  expect(read("x", 3_100)).toBeNull();
  expect(read("w", 3_200)).toBeNull();
});

it("no name that every object has is a place", () => {
  const read = keyReader();
  read("g", 0);
  expect(read("constructor", 1)).toBeNull();
});

it("search and help need one key", () => {
  const read = keyReader();
  expect(read("/", 0)).toEqual({ kind: "search" });
  expect(read("?", 1)).toEqual({ kind: "help" });
});
