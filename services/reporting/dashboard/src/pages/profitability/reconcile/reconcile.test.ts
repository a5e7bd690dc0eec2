import { describe, expect, it } from "vitest";
import { type Line, lineKey, verdictOf } from "./lines.ts";
import { lastDayOf, lastFullMonth, monthAfter } from "./months.ts";

const line = (over: Partial<Line>): Line => ({
  measure: "invoices",
  currency: "GBP",
  parties: [],
  booked: 1,
  control: 1,
  controlEvents: 1,
  difference: 0,
  ...over,
});

describe("a month's verdict", () => {
  it("is that everything agrees, or how much does not", () => {
    expect(verdictOf([line({}), line({})])).toEqual({
      isEven: true,
      text: "All 2 control totals agree exactly.",
    });
    expect(verdictOf([line({}), line({ difference: -1 })])).toMatchObject({
      isEven: false,
      text: "1 of 2 control totals differ.",
    });
    expect(verdictOf([line({}), line({ difference: null, control: null })]).text).toContain(
      "1 have no control total",
    );
  });
  it("names its lines in the address", () => {
    expect(lineKey(line({}))).toBe("invoices~GBP");
    expect(lineKey(line({ measure: "time", currency: "" }))).toBe("time");
  });
});

describe("months", () => {
  it("go round the year's end, and leap years", () => {
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
    expect(monthAfter("2025-12", 1)).toBe("2026-01");
    expect(lastDayOf("2024-02")).toBe("2024-02-29");
  });
  it("are over on their last day", () => {
    expect(lastFullMonth("2026-10-31")).toBe("2026-10");
    expect(lastFullMonth("2026-10-30")).toBe("2026-09");
  });
});
