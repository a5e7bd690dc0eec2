import { expect, it } from "@effect/vitest";
import { withoutComments } from "./withoutComments.ts";

it.each([
  ["a (b (c) d) e", "a  e"],
  ['"a (b)" (c)', '"a (b)" '],
  ["a \\(b", "a \\(b"],
  ["a (b \\) c) d", "a  d"],
  ["a (b", "a "],
  ["ann(her account)@acme(her firm).example", "ann@acme.example"],
  ["a) b", "a) b"],
])("withoutComments of %j is %j", (text, expected) => {
  expect(withoutComments(text)).toBe(expected);
});
