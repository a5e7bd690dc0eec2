import { expect, it } from "@effect/vitest";
import { asksFor } from "./asksFor.ts";

it.each([
  ["Please send me the figures by Friday.", true],
  ["We had a good week.\nCould you let me know when the report is ready?", true],
  ["I was on holiday last week.", false],
  ["", false],
])("asksFor: %j %s", (text, expected) => {
  expect(asksFor(text)).toBe(expected);
});
