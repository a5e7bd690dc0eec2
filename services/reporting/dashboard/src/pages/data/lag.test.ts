import { describe, expect, it } from "vitest";
import { bytesText, lagText, shareDone } from "./lag.ts";

describe("how long ago, how much, how far", () => {
  it("is said in the unit that says enough", () => {
    expect([5, 89, 91, 5_399, 5_401, 172_799, 172_801].map(lagText)).toEqual([
      "5 s",
      "89 s",
      "2 min",
      "90 min",
      "2 h",
      "48 h",
      "2 days",
    ]);
    expect([0, 999, 1_000, 999_600, 12_345_678].map(bytesText)).toEqual([
      "0 B",
      "999 B",
      "1.0 kB",
      "1.0 MB",
      "12.3 MB",
    ]);
  });
  it("goes by bytes where they are known, and is unknown without a total", () => {
    const running = { done: 1, total: 10, bytesDone: null, bytesTotal: null };
    expect(shareDone(running)).toBe(0.1);
    expect(shareDone({ ...running, bytesDone: 5, bytesTotal: 10 })).toBe(0.5);
    expect(shareDone({ ...running, total: null })).toBe(null);
    expect(shareDone({ ...running, total: 0 })).toBe(null);
  });
});
