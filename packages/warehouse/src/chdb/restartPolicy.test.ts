import { describe, expect, it } from "@effect/vitest";
import { recentDeaths, restartDelayMs } from "./restartPolicy.ts";

const policy = { firstDelayMs: 100, longestDelayMs: 1000, deaths: 5, windowMs: 60_000 };

describe("restarts", () => {
  it("wait longer each time, and give up", () => {
    expect([1, 2, 3, 4, 5, 6].map((n) => restartDelayMs(policy, n))).toEqual([
      100,
      200,
      400,
      800,
      1000,
      undefined,
    ]);
  });
  it("old deaths do not count", () => {
    expect(recentDeaths(policy, [0, 30_000, 50_000], 90_000)).toEqual([50_000, 90_000]);
    expect(recentDeaths(policy, [0, 1], 59_999)).toEqual([0, 1, 59_999]);
  });
});
