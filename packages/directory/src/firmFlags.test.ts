import { expect, it } from "@effect/vitest";
import { Effect } from "effect";
import {
  formatDays,
  formatMinute,
  parseAddress,
  parseDate,
  parseDays,
  parseDomain,
  parseHours,
  parseZone,
} from "./firmFlags.ts";

it.effect("days: spans, lists, over the weekend, full names", () =>
  Effect.gen(function* () {
    expect(yield* parseDays("mon-fri")).toEqual([1, 2, 3, 4, 5]);
    expect(yield* parseDays("sun-thu")).toEqual([1, 2, 3, 4, 7]);
    expect(yield* parseDays("Monday, wednesday,sat")).toEqual([1, 3, 6]);
    expect(yield* parseDays("tue-tue")).toEqual([2]);
    for (const bad of ["", "mon-", "moon", "mon-fri-sat,x", "1-5"]) {
      expect((yield* Effect.flip(parseDays(bad))).what).toContain("--days");
    }
  }),
);

it("days and minutes are shown as they are typed", () => {
  expect(formatDays([1, 2, 3, 4, 5])).toBe("mon-fri");
  expect(formatDays([1, 3, 6])).toBe("mon,wed,sat");
  expect(formatDays([1, 2])).toBe("mon,tue");
  expect(formatMinute(545)).toBe("09:05");
});

it.effect("hours: from before to, within one day", () =>
  Effect.gen(function* () {
    expect(yield* parseHours("09:00-17:30")).toEqual({ start: 540, end: 1050 });
    expect(yield* parseHours("0:00 - 24:00")).toEqual({ start: 0, end: 1440 });
    for (const bad of ["9-17", "17:00-09:00", "09:00", "09:60-10:00", "09:00-24:01", "a-b"]) {
      expect((yield* Effect.flip(parseHours(bad))).what).toContain("--hours");
    }
  }),
);

it.effect("zones, dates, domains and addresses are checked", () =>
  Effect.gen(function* () {
    expect(yield* parseZone("europe/london")).toBe("Europe/London");
    expect((yield* Effect.flip(parseZone("Mars/Base"))).what).toContain("Mars/Base");
    expect(yield* parseDate("--from", "2026-02-28")).toBe(Date.UTC(2026, 1, 28));
    for (const bad of ["2026-02-30", "26-02-01", "2026-2-1", "yesterday"]) {
      expect((yield* Effect.flip(parseDate("--from", bad))).what).toContain("--from");
    }
    expect(yield* parseDomain("PARTY", "@Acme.Example.")).toBe("acme.example");
    expect(yield* parseDomain("PARTY", "bücher.example")).toBe("bücher.example");
    for (const bad of ["acme", "acme..example", "-a.example", "http://acme.example", "a b.example"]) {
      expect((yield* Effect.flip(parseDomain("PARTY", bad))).what).toContain("not a domain");
    }
    expect(yield* parseAddress("PARTY", " Ann@Acme.example ")).toBe("ann@acme.example");
    expect((yield* Effect.flip(parseAddress("PARTY", "ann@"))).what).toContain("not an address");
  }),
);
