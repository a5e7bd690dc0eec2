import { tableColumns } from "@rapport/contracts/tables/tableColumns";
import { describe, expect, it } from "vitest";
import { chosenColumns, exportQuery, orderOf } from "./chosen.ts";
import { moved, toggled } from "./columnOrder.ts";
import { holderOf } from "./evidenceOf.ts";
import { figureText, typedValue } from "./figureText.ts";
import { readViews, withView } from "./savedViews.ts";
import { readTableSearch } from "./search.ts";
import { sparkPoints } from "./sparkPoints.ts";
import { sumsOf } from "./totals.ts";

describe("what the address says", () => {
  it("is what can be understood of it", () => {
    expect(
      readTableSearch({
        table: "effort",
        groupBy: "planet",
        columns: "name,trend,nonsense,effortSeconds,effortSeconds",
        where: "contributionMinor<0",
        sort: "effortSeconds",
        search: 7,
        owner: "",
      }),
    ).toEqual({
      table: "effort",
      columns: "name,trend,effortSeconds",
      sort: "effortSeconds",
      search: "7",
    });
  });

  it("asks an export for exactly what is seen: the order in force and the columns shown", () => {
    expect(
      exportQuery({ owner: "eve", search: "ac", where: "marginPercent<0", columns: "trend,costMinor" }),
    ).toEqual({
      groupBy: undefined,
      state: undefined,
      owner: "eve",
      segment: undefined,
      search: "ac",
      where: "marginPercent<0",
      sort: "contributionMinor",
      order: "desc",
      columns: "name,costMinor",
    });
    expect(orderOf({ groupBy: "month" })).toEqual({ sort: "name", order: "asc" });
    expect(chosenColumns({ groupBy: "month" })).not.toContain("trend");
  });
});

describe("figures", () => {
  it("show their unit in the head alone, and a minus that is one", () => {
    expect(figureText(-28_222_485, "minor", "GBP")).toBe("−282,224.85");
    expect(figureText(1234, "minor", "JPY")).toBe("1,234");
    expect(figureText(3_958_470, "seconds", null)).toBe("1,099.6");
    expect(figureText(-10, "seconds", null)).toBe("0.0");
    expect(figureText(48.59, "percent", null)).toBe("48.6");
    expect(figureText(null, "minor", "GBP")).toBe("–");
  });
  it("are read as they are written", () => {
    expect(typedValue("-1,200.50", "minor", "GBP")).toBe(-120_050);
    expect(typedValue("1200", "minor", "JPY")).toBe(1200);
    expect(typedValue("1.5", "seconds", null)).toBe(5400);
    expect(typedValue(" 20 ", "percent", null)).toBe(20);
    expect(typedValue("much", "percent", null)).toBeNull();
  });
});

describe("sums of what is seen", () => {
  const rows = [
    { id: "a", name: "a", state: "client", revenueMinor: 1000, contributionMinor: -200, shadowSeconds: null },
    { id: "b", name: "b", state: "client", revenueMinor: 2000, contributionMinor: 500, shadowSeconds: 60 },
  ];
  it("add up, the margin is that of the sums, and the rest says nothing", () => {
    const sums = sumsOf(rows, tableColumns("profitability"));
    expect(sums).toMatchObject({
      revenueMinor: 3000,
      contributionMinor: 300,
      shadowSeconds: 60,
      marginPercent: 10,
    });
    expect(sums["contributionLowMinor"]).toBeUndefined();
    expect(sumsOf([], tableColumns("profitability"))["marginPercent"]).toBeUndefined();
  });
});

describe("columns", () => {
  it("come and go, and move, but never in front of the name", () => {
    expect(toggled(["name", "a"], "b")).toEqual(["name", "a", "b"]);
    expect(toggled(["name", "a", "b"], "a")).toEqual(["name", "b"]);
    expect(moved(["name", "a", "b"], "b", -1)).toEqual(["name", "b", "a"]);
    expect(moved(["name", "a", "b"], "a", -1)).toEqual(["name", "a", "b"]);
    expect(moved(["name", "a", "b"], "b", 1)).toEqual(["name", "a", "b"]);
  });
});

describe("saved views", () => {
  const storage = (text: string | null) => ({ getItem: () => text });
  it("are those that were kept, and none of what is something else", () => {
    expect(readViews(storage('[{"name":"a","search":"?x=1"},{"name":3},null]'))).toEqual([
      { name: "a", search: "?x=1" },
    ]);
    for (const text of [null, "", "{", "{}", "7"]) expect(readViews(storage(text))).toEqual([]);
  });
  it("replace those of the same name", () => {
    const views = withView(withView([], { name: "b", search: "1" }), { name: "a", search: "2" });
    expect(withView(views, { name: "b", search: "3" })).toEqual([
      { name: "a", search: "2" },
      { name: "b", search: "3" },
    ]);
  });
});

describe("small drawings", () => {
  const size = { width: 86, height: 26 };
  it("have nought in them, above or below", () => {
    expect(sparkPoints([10, 20], size)).toEqual({ line: "3,13 83,3", zero: 23, last: [83, 3] });
    expect(sparkPoints([-10, -20], size)).toEqual({ line: "3,13 83,23", zero: 3, last: [83, 23] });
  });
  it("of nothing, of one value and of noughts are no accident", () => {
    expect(sparkPoints([], size)).toEqual({ line: "", zero: 23, last: null });
    expect(sparkPoints([5], size).line).toBe("3,3");
    expect(sparkPoints([0, 0], size).line).toBe("3,23 83,23");
  });
});

describe("whose evidence a row has", () => {
  it("is its own, or nobody's by the name of its state", () => {
    expect(holderOf({ id: "acme", state: "client" })).toEqual({ client: "acme", state: "client" });
    expect(holderOf({ id: "", state: "unused" })).toEqual({ client: "unused", state: "unused" });
    expect(holderOf({ id: "2026-10", state: null })).toBeNull();
  });
});
