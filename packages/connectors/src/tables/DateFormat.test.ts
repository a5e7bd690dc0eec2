import { describe, expect, it } from "vitest";
import { compileDate, dayOf, momentOf } from "./DateFormat.ts";

const day = (format: string, text: string): string | null => {
  const date = compileDate(format)?.(text) ?? null;
  return date === null ? null : dayOf(date);
};
const moment = (format: string, text: string, timeZone = "UTC"): string | null => {
  const date = compileDate(format)?.(text) ?? null;
  return date === null ? null : new Date(momentOf(date, timeZone)).toISOString();
};

describe("compileDate", () => {
  it("reads days as declared and never otherwise", () => {
    expect(day("DD/MM/YYYY", "03/04/2026")).toBe("2026-04-03");
    expect(day("M/D/YYYY", "3/14/2026")).toBe("2026-03-14");
    expect(day("DD/MM/YYYY", "3/4/2026")).toBe(null);
    expect(day("DD/MM/YYYY", "03/14/2026")).toBe(null);
    expect(day("D MMM YYYY", "7 Sept 2026")).toBe("2026-09-07");
    expect(day("MMMM D, YYYY", "may 1, 2026")).toBe("2026-05-01");
    expect(day("DD.MM.YY", "31.12.68")).toBe("2068-12-31");
    expect(day("[le] D-M-YYYY", "le 1-2-2026")).toBe("2026-02-01");
    expect(day("ISO", "2026-02-29")).toBe(null);
    expect(day("ISO", "2024-02-29T23:59:59-08:00")).toBe("2024-02-29");
    expect(day("ISO", "0026-02-03")).toBe("0026-02-03");
    expect(day("ISO", "2024-02-29 24:00")).toBe(null);
  });

  it("reads times by their offset, else by the zone, through changes of the clock", () => {
    expect(moment("DD-MM-YYYY HH:mm", "29-02-2016 01:16")).toBe("2016-02-29T01:16:00.000Z");
    expect(moment("ISO", "2026-07-01T12:00:00.1234+0200", "Asia/Tokyo")).toBe("2026-07-01T10:00:00.123Z");
    expect(moment("ISO", "2026-07-01 12:00", "Europe/London")).toBe("2026-07-01T11:00:00.000Z");
    expect(moment("ISO", "2026-10-25 01:30", "Europe/London")).toBe("2026-10-25T00:30:00.000Z");
    expect(moment("ISO", "2026-03-29 01:30", "Europe/London")).toBe("2026-03-29T01:30:00.000Z");
    expect(moment("YYYY-MM-DD h:mm:ss A Z", "2026-07-01 12:05:09 am -0800")).toBe("2026-07-01T08:05:09.000Z");
    expect(moment("YYYY-MM-DD HH:mm", "2026-07-01 09:00", "America/New_York")).toBe(
      "2026-07-01T13:00:00.000Z",
    );
    expect(moment("epoch", "1700000000")).toBe("2023-11-14T22:13:20.000Z");
    expect(moment("epoch-ms", "1700000000123")).toBe("2023-11-14T22:13:20.123Z");
  });

  it("refuses formats that say too little or something twice", () => {
    for (const format of ["DD/MM", "YYYY-MM-DD MM", "YYYY MMM M D", "", "date", "YYYY-MM-DD hh:mm"])
      expect(compileDate(format)).toBe(null);
  });
});
