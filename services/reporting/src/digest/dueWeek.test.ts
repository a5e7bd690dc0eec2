import { describe, expect, it } from "vitest";
import { dueWeek, nextDue } from "./dueWeek.ts";

const mondays = "0 7 * * 1";
const at = (text: string): number => Date.parse(text);

describe("when a digest is due", () => {
  it("goes by the firm's clock, summer and winter", () => {
    expect(nextDue(mondays, "Europe/Berlin", at("2026-07-05T00:00:00Z"))).toBe(at("2026-07-06T05:00:00Z"));
    expect(nextDue(mondays, "Europe/Berlin", at("2026-11-15T00:00:00Z"))).toBe(at("2026-11-16T06:00:00Z"));
  });

  it("is of the week before, and is made up for within twelve hours", () => {
    expect(dueWeek(mondays, "Europe/Berlin", at("2026-11-16T05:59:00Z"))).toBeNull();
    expect(dueWeek(mondays, "Europe/Berlin", at("2026-11-16T06:00:00Z"))?.name).toBe("2026-W46");
    expect(dueWeek(mondays, "Europe/Berlin", at("2026-11-16T17:59:00Z"))?.name).toBe("2026-W46");
    expect(dueWeek(mondays, "Europe/Berlin", at("2026-11-16T18:30:00Z"))).toBeNull();
    // Monday morning in Auckland is Sunday in UTC.
    expect(dueWeek(mondays, "Pacific/Auckland", at("2026-11-15T18:30:00Z"))?.name).toBe("2026-W46");
  });
});
