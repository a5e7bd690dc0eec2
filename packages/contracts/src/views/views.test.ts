import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { described } from "./described.ts";
import { profitabilityView } from "./profitabilityView.ts";
import { viewNames } from "./ViewDefinition.ts";
import { viewDefinitions } from "./viewDefinitions.ts";
import { withViews } from "./viewsMarkdown.ts";

describe("the views for analysts", () => {
  it("stand in docs/metrics.md as they are defined", () => {
    const page = readFileSync(new URL("../../../../docs/metrics.md", import.meta.url), "utf8");
    expect(page, "run: node packages/contracts/src/views/writeViews.ts").toBe(withViews(page));
  });

  it("are all defined, each column once, with an order by columns of their own", () => {
    expect(viewDefinitions.map((view) => view.name)).toEqual(viewNames);
    for (const { columns, orderBy } of viewDefinitions) {
      const names = columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining([...orderBy]));
    }
  });

  it("name units last", () => {
    for (const { columns } of viewDefinitions)
      for (const { name, unit } of columns) {
        if (unit === "minor") expect(name).toMatch(/_minor$/);
        if (unit === "seconds") expect(name).toMatch(/_seconds$/);
        if (unit === "milliseconds") expect(name).toMatch(/_ms$/);
        if (unit === "percent") expect(name).toMatch(/(^|_)percent$/);
      }
  });

  it("describe the fields of answers, and refuse one that they do not have", () => {
    const { revenueMinor } = described(profitabilityView, { revenueMinor: z.number() });
    expect(revenueMinor.description).toContain("recognised revenue");
    expect(() => described(profitabilityView, { luck: z.number() })).toThrow("no column for luck");
  });
});
