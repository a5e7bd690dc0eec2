import { describe, expect, it } from "@effect/vitest";
import { readCalendarTime, readDuration } from "./CalendarTime.ts";

describe("readCalendarTime", () => {
  it.each([
    ["20260105", null, { kind: "date", wallMs: Date.UTC(2026, 0, 5) }],
    ["20260105Z", null, { kind: "date", wallMs: Date.UTC(2026, 0, 5) }],
    ["2026-01-05T::", null, { kind: "date", wallMs: Date.UTC(2026, 0, 5) }],
    ["20260105T093000", null, { kind: "floating", wallMs: Date.UTC(2026, 0, 5, 9, 30) }],
    ["2026-01-05T09:30:00Z", "Europe/Berlin", { kind: "utc", wallMs: Date.UTC(2026, 0, 5, 9, 30) }],
    ["20260105T093000", " Europe/Berlin ", { kind: "zoned", wallMs: Date.UTC(2026, 0, 5, 9, 30), tzid: "Europe/Berlin" }],
    ["20260105T235960", null, { kind: "floating", wallMs: Date.UTC(2026, 0, 5, 23, 59, 59) }],
    ["00010101", null, { kind: "date", wallMs: new Date("0001-01-01").getTime() }],
    ["20260230", null, null],
    ["20261301", null, null],
    ["20260105T240000", null, null],
    ["20260105T096000", null, null],
    ["Next Year", null, null],
    ["", null, null],
  ])("reads %j in %j", (text, tzid, time) => {
    expect(readCalendarTime(text, tzid)).toEqual(time);
  }); // prettier-ignore
});

describe("readDuration", () => {
  it.each([
    ["P1W", { days: 7, ms: 0 }],
    ["P1DT2H", { days: 1, ms: 7_200_000 }],
    ["PT90M", { days: 0, ms: 5_400_000 }],
    ["+PT15S", { days: 0, ms: 15_000 }],
    ["-PT1H", { days: 0, ms: -3_600_000 }],
    ["P", null],
    ["PT", null],
    ["1H", null],
  ])("reads %j", (text, duration) => {
    expect(readDuration(text)).toEqual(duration);
  });
});
