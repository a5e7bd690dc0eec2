import { expect, it } from "vitest";
import { monthsOf, monthSpan } from "./monthSpan.ts";

const span = { from: "2025-12-15", to: "2026-02-10" };

it("is all of a month's days, cut at the edges of the span", () => {
  expect(["2025-12", "2026-01", "2026-02"].map((month) => monthSpan(month, span))).toEqual([
    { from: "2025-12-15", to: "2025-12-31" },
    { from: "2026-01-01", to: "2026-01-31" },
    { from: "2026-02-01", to: "2026-02-10" },
  ]);
});
it("names every month once, also over a new year", () => {
  expect(monthsOf(span)).toEqual(["2025-12", "2026-01", "2026-02"]);
  expect(monthsOf({ from: "2026-01-31", to: "2026-03-01" })).toEqual(["2026-01", "2026-02", "2026-03"]);
});
