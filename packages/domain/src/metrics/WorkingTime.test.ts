import { assert, describe, it } from "@effect/vitest";
import { defaultCalendar, type WorkingCalendar, workingMsBetween } from "./WorkingTime.ts";

const hour = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const berlin: WorkingCalendar = { ...defaultCalendar, timeZone: "Europe/Berlin", holidays: ["2024-04-01"] };

/** Counts minutes whose wall clock lies in the hours: slow, and shares no arithmetic with the function. */
const byMinutes = (calendar: WorkingCalendar, from: number, to: number): number => {
  const clock = new Intl.DateTimeFormat("en-CA", {
    timeZone: calendar.timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  let minutes = 0;
  for (let t = from; t < to; t += 60_000) {
    const p = Object.fromEntries(clock.formatToParts(t).map((part) => [part.type, part.value]));
    const minute = Number(p["hour"]) * 60 + Number(p["minute"]);
    const open =
      calendar.workingDays.includes(weekdays.indexOf(p["weekday"] ?? "") + 1) &&
      !calendar.holidays.includes(`${p["year"]}-${p["month"]}-${p["day"]}`);
    if (open && minute >= calendar.workStartMinute && minute < calendar.workEndMinute) minutes++;
  }
  return minutes * 60_000;
};

describe("workingMsBetween", () => {
  it("counts from Friday afternoon to Monday morning without the weekend", () => {
    const from = at("2024-01-05T16:00:00+01:00");
    assert.strictEqual(workingMsBetween(berlin, from, at("2024-01-08T10:00:00+01:00")), 2 * hour);
  });

  it("leaves out holidays: Easter Monday 2024", () => {
    const from = at("2024-03-29T16:00:00+01:00");
    assert.strictEqual(workingMsBetween(berlin, from, at("2024-04-02T10:00:00+02:00")), 2 * hour);
  });

  it("is nothing outside the hours, and nothing backwards", () => {
    assert.strictEqual(workingMsBetween(berlin, at("2024-01-06T10:00:00Z"), at("2024-01-07T10:00:00Z")), 0);
    assert.strictEqual(workingMsBetween(berlin, at("2024-01-09T12:00:00Z"), at("2024-01-09T10:00:00Z")), 0);
  });

  it("has days of 23 and 25 hours where the clock is changed", () => {
    const always = {
      ...berlin,
      workingDays: [1, 2, 3, 4, 5, 6, 7],
      workStartMinute: 0,
      workEndMinute: 1440,
      holidays: [],
    };
    const day = (from: string, to: string) => workingMsBetween(always, at(from), at(to));
    assert.strictEqual(day("2024-03-31T00:00:00+01:00", "2024-04-01T00:00:00+02:00"), 23 * hour);
    assert.strictEqual(day("2024-10-27T00:00:00+02:00", "2024-10-28T00:00:00+01:00"), 25 * hour);
  });

  it("agrees with counting minutes over weeks of clock changes", () => {
    for (const [timeZone, from] of [
      ["Europe/Berlin", "2024-03-26T13:07:00Z"],
      ["Europe/Berlin", "2024-10-22T05:31:00Z"],
      ["America/Sao_Paulo", "2018-11-01T00:00:00Z"],
      ["Australia/Lord_Howe", "2023-09-28T11:11:00Z"],
      ["Asia/Kolkata", "2023-12-28T23:59:00Z"],
    ] as const) {
      const calendar = {
        ...berlin,
        timeZone,
        workStartMinute: 485,
        workEndMinute: 1065,
        workingDays: [1, 3, 5, 7],
      };
      const [start, end] = [at(from), at(from) + 9 * 24 * hour + 17 * 60_000];
      assert.strictEqual(workingMsBetween(calendar, start, end), byMinutes(calendar, start, end), timeZone);
    }
  });
});
