import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { monthIndex } from "../time/days.ts";
import { TruthBook, truthParts } from "./TruthBook.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-truth-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const may = Date.UTC(2025, 4, 10);

it("writes a month when it is long past, and takes nothing more for it", () => {
  const parts = truthParts(folder);
  const truth = new TruthBook(parts);
  truth.cell("acme", may).messages++;
  truth.cell("acme", may).ourElapsedMs.push(9, 3, 5);
  truth.begin(monthIndex(Date.UTC(2025, 8, 1)));
  truth.cell("acme", may).messages++;
  truth.begin(monthIndex(Date.UTC(2025, 9, 1)));
  expect(() => truth.cell("acme", may)).toThrow(/2025-05 changed after/);
  truth.cell("acme", 0).messages++;
  truth.end();
  const rows = JSON.parse(`[${readFileSync(parts.clientMonths.path, "utf8")}]`) as Array<
    Record<string, unknown>
  >;
  expect(
    rows.map((row) => [row["month"], row["messages"], row["ourReplies"], row["ourElapsedMedianMs"]]),
  ).toEqual([
    ["2025-05", 2, 3, 5],
    ["1970-01", 1, 0, null],
  ]);
  expect(truth.totals["messages"]).toBe(3);
});

it("keeps internal time and money apart", () => {
  const parts = truthParts(folder);
  const truth = new TruthBook(parts);
  truth.cell("internal", may).loggedSeconds += 60;
  truth.money("acme", may, "EUR").paidMinor += 100;
  truth.money("acme", may, "GBP").paidMinor += 5;
  truth.end();
  expect(readFileSync(parts.clientMonths.path, "utf8")).toBe("");
  expect(readFileSync(parts.internalMonths.path, "utf8")).toContain('"loggedSeconds":60');
  expect(truth.moneyTotals["EUR"]!.paidMinor).toBe(100);
  expect(truth.totals["loggedSeconds"]).toBeUndefined();
});
