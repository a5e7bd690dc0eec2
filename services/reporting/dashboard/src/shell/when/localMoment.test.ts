import { expect, it } from "vitest";
import { localOf, momentOf } from "./localMoment.ts";

it("a moment goes into a field of the reader's zone and comes out the same, to the minute", () => {
  for (const moment of ["2026-01-31T23:59:00.000Z", "2026-07-01T00:05:00.000Z"])
    expect(momentOf(localOf(moment))).toBe(moment);
});

it("what is no moment is left out", () => {
  expect(localOf("yesterday")).toBe("");
  expect(momentOf("")).toBeUndefined();
  expect(momentOf("soon")).toBeUndefined();
});
