import { describe, expect, it } from "vitest";
import { type Told, toldEffect, type ToldOf } from "./toldEffect.ts";

const told = (rows: Readonly<Record<string, string>>): ToldOf =>
  new Map(
    Object.entries(rows).map(([id, text]): [string, Told] => [
      id,
      { name: id.toUpperCase(), text, counted: text === "" ? [] : [text] },
    ]),
  );

describe("what is told with and without a setting", () => {
  it("counts both ways, names that are read first in front", () => {
    const effect = toldEffect("risk", told({ a: "high", b: "low" }), told({ a: "high", b: "high" }), [
      "low",
      "high",
    ]);
    expect(effect.counts).toEqual([
      { name: "low", before: 1, after: 0 },
      { name: "high", before: 1, after: 2 },
    ]);
  });
  it("names who is told of otherwise, also who comes and goes, and nobody else", () => {
    const effect = toldEffect("signals", told({ a: "x", b: "y", d: "" }), told({ b: "y", c: "z" }));
    expect(effect.clientsMoved).toBe(2);
    expect(effect.clients).toEqual([
      { id: "a", name: "A", before: "x", after: "" },
      { id: "c", name: "C", before: "", after: "z" },
    ]);
  });
});
