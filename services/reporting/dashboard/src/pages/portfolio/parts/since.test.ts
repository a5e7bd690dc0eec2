import { expect, it } from "vitest";
import { isBefore, lastDayOf, monthsBefore, presetDay, sinceOf } from "./since.ts";

it.each([
  ["2026-10-31", 1, "2026-09-30"],
  ["2026-03-31", 1, "2026-02-28"],
  ["2024-03-31", 1, "2024-02-29"],
  ["2026-02-28", 1, "2026-01-31"],
  ["2026-11-22", 1, "2026-10-22"],
  ["2026-01-15", 3, "2025-10-15"],
  ["2024-02-29", 12, "2023-02-28"],
])("%s less %i months is %s", (day, months, before) => {
  expect(monthsBefore(day, months)).toBe(before);
});

it("counts back from the day that answers are of", () => {
  expect(lastDayOf({ asOf: "2026-10-31", knownAt: "2026-11-05T10:00:00Z" }, "2026-11-22")).toBe("2026-10-31");
  expect(lastDayOf({ knownAt: "2026-11-05T10:00:00Z" }, "2026-11-22")).toBe("2026-11-05");
  expect(lastDayOf({}, "2026-11-22")).toBe("2026-11-22");
  expect(presetDay("week", "2026-03-02")).toBe("2026-02-23");
});

it("takes no day that is not before the last one", () => {
  expect(sinceOf("2026-10-01", "2026-10-31")).toBe("2026-10-01");
  expect(sinceOf("2026-10-31", "2026-10-31")).toBe("2026-09-30");
  expect(sinceOf(undefined, "2026-10-31")).toBe("2026-09-30");
});

it("waits while a year is being typed", () => {
  expect(isBefore("0002-10-01", "2026-10-31")).toBe(false);
  expect(isBefore("2026-02-30", "2026-10-31")).toBe(false);
  expect(isBefore("2025-10-01", "2026-10-31")).toBe(true);
});
