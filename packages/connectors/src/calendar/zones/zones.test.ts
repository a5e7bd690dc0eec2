import { describe, expect, it } from "@effect/vitest";
import { customZone } from "./customZone.ts";
import { ianaZone } from "./ianaZone.ts";
import { momentOf, utcZone, wallOf, type Zone } from "./Zone.ts";
import { makeZoneTable } from "./ZoneTable.ts";

const hourMs = 3_600_000;
const at = (text: string): number => Date.parse(`${text}Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

describe("ianaZone", () => {
  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ['"America/Los_Angeles"', "America/Los_Angeles"],
    ["W. Europe Standard Time", "Europe/Berlin"],
    ["GMT Standard Time", "Europe/London"],
    ["/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"],
    ["/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["US-Eastern", "US-Eastern"],
  ])("knows %s", (tzid, name) => {
    const zone = ianaZone(tzid);
    if (tzid === "US-Eastern") expect(zone?.offsetMs(at("2026-07-01T00:00"))).toBe(-4 * hourMs);
    else expect(zone?.name).toBe(name);
  }); // prettier-ignore

  it.each(["UTC", "GMT", "Etc/UTC", "Zulu"])("takes %s for UTC", (tzid) => {
    expect(ianaZone(tzid)).toBe(utcZone);
  });

  it.each([
    "Customized Time Zone",
    "US--Fictitious-Eastern",
    "+05:00",
    "",
    "x".repeat(1_000),
    "../../etc/passwd",
  ])("does not know %s", (tzid) => {
    expect(ianaZone(tzid)).toBeNull();
  });
});

/** New York's rules of 2007, under a name of its own. */
const eastern = [
  "TZID:Our own",
  "BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD",
  "BEGIN:DAYLIGHT", "DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT",
]; // prettier-ignore

describe("customZone", () => {
  it("changes when the tables change, for the years its rules hold", () => {
    const own = customZone(eastern)!;
    const newYork = ianaZone("America/New_York")!;
    for (let ms = at("2008-01-01T00:00"); ms < at("2040-01-01T00:00"); ms += 5.5 * hourMs)
      if (own.offsetMs(ms) !== newYork.offsetMs(ms))
        expect([iso(ms), own.offsetMs(ms)]).toEqual([iso(ms), newYork.offsetMs(ms)]);
    expect(own.offsetMs(at("1950-01-01T00:00"))).toBe(-5 * hourMs);
  });

  it("reads Windows' rules, which begin in 1601, and dates of change", () => {
    const windows = eastern.map((line) => line.replace(/^DTSTART:2007/, "DTSTART:1601"));
    expect(customZone(windows)?.offsetMs(at("2026-07-01T00:00"))).toBe(-4 * hourMs);
    const dated = ["BEGIN:STANDARD", "DTSTART:20000101T000000", "RDATE:20100101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0230", "END:STANDARD"];
    expect(customZone(dated)?.offsetMs(at("2005-01-01T00:00"))).toBe(2.5 * hourMs);
  }); // prettier-ignore

  it("gives up what defines nothing, and rules without end", () => {
    expect(customZone(["TZID:x"])).toBeNull();
    expect(customZone(["BEGIN:STANDARD", "DTSTART:x", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100"])).toBeNull();
    const hostile = ["BEGIN:STANDARD", "DTSTART:19000101T000000", "RRULE:FREQ=SECONDLY", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100"];
    expect(customZone(hostile)?.offsetMs(at("2026-01-01T00:00"))).toBe(hourMs);
  }); // prettier-ignore
});

describe("momentOf", () => {
  const newYork = ianaZone("America/New_York")!;
  it.each([
    ["2026-01-05T09:00", "2026-01-05T14:00"],
    ["2026-07-06T09:00", "2026-07-06T13:00"],
    // 2:30 is skipped: as much later as the clock jumps (RFC 5545 3.3.5).
    ["2026-03-08T02:30", "2026-03-08T07:30"],
    // 1:30 comes twice: the first.
    ["2026-11-01T01:30", "2026-11-01T05:30"],
    ["2026-11-01T02:00", "2026-11-01T07:00"],
  ])("of %s in New York is %s", (wall, utc) => {
    expect(iso(momentOf(newYork, at(wall)))).toBe(utc);
    expect(iso(momentOf(customZone(eastern)!, at(wall)))).toBe(utc);
  });

  it("is undone by wallOf but in gaps", () => {
    const zones: ReadonlyArray<Zone> = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"].map((name) => ianaZone(name)!);
    for (const zone of zones)
      for (let wall = at("2024-01-01T00:10"); wall < at("2026-01-01T00:00"); wall += 7.25 * hourMs) {
        const moment = momentOf(zone, wall);
        if (wallOf(zone, moment) !== wall) expect(wallOf(zone, moment)).toBeGreaterThan(wall);
      }
  }); // prettier-ignore
});

describe("makeZoneTable", () => {
  const own = ianaZone("Asia/Tokyo")!;
  const tableOf = (tzid: string, lines: ReadonlyArray<string>) => {
    const unknown = new Set<string>();
    const table = makeZoneTable(new Map([[tzid, lines]]), own, unknown);
    return { unknown, offset: (name: string) => table.zoneOf({ kind: "zoned", wallMs: 0, tzid: name }).offsetMs(at("2026-07-01T00:00")) / hourMs };
  }; // prettier-ignore

  it("prefers the tables, then X-LIC-LOCATION, then the calendar's own rules, then the reader's zone", () => {
    const fixed = ["BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700"];
    expect(tableOf("Europe/Berlin", fixed).offset("Europe/Berlin")).toBe(2);
    expect(tableOf("Mine", ["X-LIC-LOCATION:America/New_York", ...fixed]).offset("Mine")).toBe(-4);
    expect(tableOf("Mine", ["X-LIC-LOCATION:Nowhere", ...fixed]).offset("Mine")).toBe(7);
    const table = tableOf("Mine", fixed);
    expect(table.offset("Theirs")).toBe(9);
    expect([...table.unknown]).toEqual(["Theirs"]);
  });
});
