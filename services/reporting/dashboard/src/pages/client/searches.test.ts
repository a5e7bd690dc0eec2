import { expect, it } from "vitest";
import { nextSort } from "./list/nextSort.ts";
import { readClientSearch, readListSearch } from "./searches.ts";

it("reads what a page can show, and nothing else", () => {
  expect(readClientSearch({ kind: "money" })).toEqual({ kind: "money" });
  expect(readClientSearch({ kind: "secrets" })).toEqual({});
  expect(readListSearch({ search: "acme", band: "high", sort: "-effort", all: true })).toEqual({
    search: "acme",
    band: "high",
    sort: "-effort",
    all: true,
  });
  expect(readListSearch({ search: 7, band: "worst", sort: "__proto__", all: "yes" })).toEqual({});
});

it("turns the order round at the second press, and begins with what is looked for", () => {
  expect(nextSort("-risk", "risk")).toBe("risk");
  expect(nextSort("risk", "risk")).toBe("-risk");
  expect(nextSort("-risk", "effort")).toBe("-effort");
  expect(nextSort("-risk", "contribution")).toBe("contribution");
  expect(nextSort("-risk", "name")).toBe("name");
});
