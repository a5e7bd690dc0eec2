import { expect, it } from "vitest";
import { isLedTo } from "./places.ts";

it("leads to what can be asked, and to what needs nothing", () => {
  const may = (address: string) => address !== "GET /v1/retention";
  expect(isLedTo("/retention", may)).toBe(false);
  expect(isLedTo("/workbench", may)).toBe(true);
  expect(isLedTo("/", () => false)).toBe(true);
});
