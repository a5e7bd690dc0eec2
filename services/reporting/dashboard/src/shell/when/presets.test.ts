import { expect, it } from "vitest";
import { spansUpTo } from "./presets.ts";

it("the last full quarter ends before the day, or on it", () => {
  expect(spansUpTo("2026-11-22").quarter).toEqual({ from: "2026-07-01", to: "2026-09-30" });
  expect(spansUpTo("2026-09-30").quarter).toEqual({ from: "2026-07-01", to: "2026-09-30" });
  expect(spansUpTo("2026-09-29").quarter).toEqual({ from: "2026-04-01", to: "2026-06-30" });
  expect(spansUpTo("2026-02-03").quarter).toEqual({ from: "2025-10-01", to: "2025-12-31" });
  expect(spansUpTo("2026-12-31").quarter).toEqual({ from: "2026-10-01", to: "2026-12-31" });
});

it("years are the calendar's", () => {
  expect(spansUpTo("2026-02-03").thisYear).toEqual({ from: "2026-01-01", to: "2026-02-03" });
  expect(spansUpTo("2026-02-03").lastYear).toEqual({ from: "2025-01-01", to: "2025-12-31" });
});
