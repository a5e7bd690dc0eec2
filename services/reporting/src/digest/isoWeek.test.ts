import { describe, expect, it } from "vitest";
import { isoWeekOf, parseIsoWeek, weekBefore } from "./isoWeek.ts";

describe("weeks of ISO 8601", () => {
  it("begin on Monday, and the first of a year has 4 January in it", () => {
    expect(parseIsoWeek("2026-W46")).toEqual({
      name: "2026-W46",
      monday: "2026-11-09",
      sunday: "2026-11-15",
      nextMonday: "2026-11-16",
    });
    expect(parseIsoWeek("2027-w01")?.monday).toBe("2027-01-04");
    expect(parseIsoWeek("2026-W53")?.sunday).toBe("2027-01-03");
    for (const none of ["2025-W53", "2026-W00", "2026-46", "46"]) expect(parseIsoWeek(none)).toBeNull();
  });

  it("are found of any day, also where the year of the week is another", () => {
    for (let ms = Date.UTC(2019, 0, 1); ms < Date.UTC(2033, 0, 1); ms += 86_400_000) {
      const day = new Date(ms).toISOString().slice(0, 10);
      const week = isoWeekOf(day);
      expect(week.monday <= day && day <= week.sunday).toBe(true);
      expect(parseIsoWeek(week.name)).toEqual(week);
    }
    expect(isoWeekOf("2027-01-01").name).toBe("2026-W53");
    expect(weekBefore("2026-11-16").name).toBe("2026-W46");
    expect(weekBefore("2026-11-15").name).toBe("2026-W45");
  });
});
