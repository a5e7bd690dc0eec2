import { describe, expect, it } from "vitest";
import { makeChance } from "./Chance.ts";

const many = <A>(draw: () => A): ReadonlyArray<A> => Array.from({ length: 20_000 }, draw);
const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("Chance", () => {
  it("has the means it is asked for", () => {
    const chance = makeChance(11, "means");
    expect(Math.abs(mean(many(() => chance.normal())))).toBeLessThan(0.03);
    expect(Math.abs(mean(many(() => chance.normal() ** 2)) - 1)).toBeLessThan(0.05);
    for (const wanted of [0.2, 3, 60]) {
      expect(Math.abs(mean(many(() => chance.poisson(wanted))) / wanted - 1)).toBeLessThan(0.05);
    }
    const drawn = many(() => chance.logNormal(90, 0.5)).toSorted((a, b) => a - b);
    expect(Math.abs(drawn[10_000]! / 90 - 1)).toBeLessThan(0.03);
    expect(mean(many(() => chance.weighted([1, 0, 3])))).toBeCloseTo(1.5, 1);
  });

  it("gives every key its own sequence, whatever others draw", () => {
    const one = makeChance(11, "a");
    const before = many(one.fork("x").next);
    many(one.next);
    expect(many(one.fork("x").next)).toEqual(before);
    expect(many(one.fork("y").next)).not.toEqual(before);
    expect(many(makeChance(12, "a").fork("x").next)).not.toEqual(before);
  });
});
