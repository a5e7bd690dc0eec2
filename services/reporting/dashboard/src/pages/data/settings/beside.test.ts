import { describe, expect, it } from "vitest";
import { besideOf } from "./beside.ts";

const sums = { effortSeconds: 3600, costMinor: 500, revenueMinor: 2000 };

describe("figures now and then", () => {
  it("move where they differ, and net contribution with cost", () => {
    const { effort, money } = besideOf(sums, { ...sums, costMinor: 700 }, false);
    expect(effort.moves).toBe(false);
    expect(money.map(({ name, before, after, moves }) => [name, before, after, moves])).toEqual([
      ["cost", 500, 700, true],
      ["revenue", 2000, 2000, false],
      ["contribution", 1500, 1300, true],
    ]);
  });
  it("move with their currency, effort does not", () => {
    const { effort, money } = besideOf(sums, sums, true);
    expect([effort, ...money].map(({ moves }) => moves)).toEqual([false, true, true, true]);
  });
});
