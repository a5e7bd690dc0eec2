import { describe, expect, it } from "vitest";
import { parseWhere, type SeenRow, seenRows, whereText } from "./seenRows.ts";

interface Row extends SeenRow {
  readonly marginPercent: number | null;
}

const row = (id: string, name: string, marginPercent: number | null, state = "client"): Row => ({
  id,
  name,
  state,
  ownerName: id === "b" ? "Eve Moss" : null,
  segment: null,
  marginPercent,
});
const rows = [
  row("c", "Ärzte GmbH", -3.5),
  row("a", "acme", 20),
  row("b", "Beta", null),
  row("", "internal", 20, "internal"),
  row("d", "Zoo", 20),
];
const ids = (seen: Parameters<typeof seenRows>[1]) => seenRows(rows, seen).map(({ id }) => id);

describe("seenRows", () => {
  it("orders figures and texts, ties by state and id, those without the figure last either way", () => {
    expect(ids({ sort: "marginPercent" })).toEqual(["a", "d", "", "c", "b"]);
    expect(ids({ sort: "marginPercent", order: "asc" })).toEqual(["c", "a", "d", "", "b"]);
    expect(ids({ sort: "name" })).toEqual(["a", "b", "", "d", "c"]);
    expect(ids({ sort: "name", order: "desc" })).toEqual(["c", "d", "", "b", "a"]);
  });

  it("keeps the order that rows came in where none is asked for", () => {
    expect(ids({})).toEqual(["c", "a", "b", "", "d"]);
  });

  it("searches names, ids and owners in any case, whatever the alphabet", () => {
    expect(ids({ search: " ärzte " })).toEqual(["c"]);
    expect(ids({ search: "eve" })).toEqual(["b"]);
    expect(ids({ search: "(" })).toEqual([]);
  });

  it("holds every condition, and none against a row without the figure", () => {
    const where = (text: string) => ids({ where: parseWhere(text) ?? [] });
    expect(where("marginPercent<0")).toEqual(["c"]);
    expect(where("marginPercent>=-3.5,marginPercent<20")).toEqual(["c"]);
    expect(where("marginPercent<=20")).toEqual(["c", "a", "", "d"]);
    expect(where("marginPercent>20")).toEqual([]);
    expect(where("marginPercent=20")).toEqual(["a", "", "d"]);
    expect(where("name>0")).toEqual([]);
  });
});

describe("conditions as text", () => {
  it("are the same after writing and reading", () => {
    const text = "contributionMinor<-1200,marginPercent>=20.5,effortSeconds=0";
    expect(whereText(parseWhere(text) ?? [])).toBe(text);
    expect(parseWhere("")).toEqual([]);
  });
  it("are refused where they cannot be understood", () => {
    for (const text of ["margin", "margin<", "<3", "margin<x", "margin<3,", "margin<1e9", "a b<3"])
      expect(parseWhere(text), text).toBeNull();
  });
});
