import { describe, expect, it } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { readClockDuration, readDecimalHours } from "./Duration.ts";

describe("durations", () => {
  it("read clocks exactly", () => {
    expect(readClockDuration("1:30")).toBe(5_400);
    expect(readClockDuration(" 100:00:01 ")).toBe(360_001);
    expect(readClockDuration("-0:30")).toBe(-1_800);
    for (const text of ["1:60", "1:3", "1:30:61", "1.5", "", ":30", "1:30:00:00"])
      expect(readClockDuration(text)).toBe(null);
  });

  it("read decimal hours, and say when they had to be rounded", () => {
    const read = (text: string) => {
      const hours = readDecimalHours(text);
      return hours.ok ? [hours.seconds, hours.rounded] : hours.reason;
    };
    expect(read("1.25")).toEqual([4_500, false]);
    expect(read("0.33")).toEqual([1_188, false]);
    expect(read("0.3333")).toEqual([1_200, true]);
    expect(read("-0.3333")).toEqual([-1_200, true]);
    expect(read("0")).toEqual([0, false]);
    expect(read("0.000138888888")).toEqual([0, true]);
    expect(read("0.000138888889")).toEqual([1, true]);
    expect(read("1e3")).toBe("is no number of hours");
  });

  it("come back: every whole second from its hours", () => {
    const random = seededRandom(2);
    for (let i = 0; i < 500; i++) {
      const seconds = random.int(0, 400_000);
      const hours = readDecimalHours((seconds / 3600).toFixed(8));
      expect(hours.ok && hours.seconds).toBe(seconds);
    }
  });
});
