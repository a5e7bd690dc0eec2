import { describe, expect, it } from "vitest";
import { EffortFigures } from "../http/economics/Effort.ts";
import { ProfitabilityFigures } from "../http/economics/Profitability.ts";
import { isAdditive, tableColumns } from "./tableColumns.ts";

const figures = { profitability: ProfitabilityFigures, effort: EffortFigures };

describe("the columns of tables", () => {
  it.each(["profitability", "effort"] as const)("of %s are the fields of the answers, each once", (table) => {
    const fields = tableColumns(table)
      .filter(({ kind }) => kind === "figure")
      .map(({ field }) => field);
    expect(fields.toSorted()).toEqual(Object.keys(figures[table].shape).toSorted());
  });

  it("that add up are amounts and times, and none of an interval or a price", () => {
    const additive = tableColumns("profitability").filter(isAdditive);
    expect(additive.map(({ field }) => field)).toContain("breakEvenMinor");
    for (const field of [
      "contributionLowMinor",
      "marginPercent",
      "targetPriceMinor",
      "name",
      "targetSeconds",
    ])
      expect(
        additive.some((one) => one.field === field),
        field,
      ).toBe(false);
  });
});
