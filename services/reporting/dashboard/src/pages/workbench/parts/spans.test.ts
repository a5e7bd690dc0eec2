import { describe, expect, it } from "vitest";
import { daysAfter, monthsText, yearTo } from "./spans.ts";

describe("spans", () => {
  it("of a year begin the day after its date a year before, leap days too", () => {
    expect(yearTo("2026-10-31")).toEqual({ from: "2025-11-01", to: "2026-10-31" });
    expect(yearTo("2024-02-29")).toEqual({ from: "2023-03-01", to: "2024-02-29" });
    expect(yearTo("2026-12-31")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
  });
  it("count days over ends of months", () => {
    expect(daysAfter("2026-10-04", -363)).toBe("2025-10-06");
    expect(daysAfter("2026-10-31", 28)).toBe("2026-11-28");
  });
  it("of months are short", () => {
    expect(monthsText("2026-08-01", "2026-10-31")).toBe("Aug – Oct 2026");
    expect(monthsText("2025-11-01", "2026-01-31")).toBe("Nov 2025 – Jan 2026");
    expect(monthsText("2026-10-01", "2026-10-31")).toBe("Oct 2026");
  });
});
