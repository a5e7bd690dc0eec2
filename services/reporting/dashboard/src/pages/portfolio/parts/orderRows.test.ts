import { expect, it } from "vitest";
import { orderRows, readSort, sortText } from "./orderRows.ts";

const rows = [
  { id: "a", year: 5 },
  { id: "b", year: null },
  { id: "c", year: 9 },
  { id: "d", year: 5 },
];
const ids = (descending: boolean) => orderRows(rows, ({ year }) => year, descending).map(({ id }) => id);

it("orders by size, equals as they were, what is not known last either way", () => {
  expect(ids(false)).toEqual(["a", "d", "c", "b"]);
  expect(ids(true)).toEqual(["c", "a", "d", "b"]);
});

it("orders texts as people do", () => {
  const texts = [{ of: "Client 10" }, { of: "client 9" }, { of: "Äcker" }];
  expect(orderRows(texts, ({ of }) => of, false).map(({ of }) => of)).toEqual([
    "Äcker",
    "client 9",
    "Client 10",
  ]);
});

it("reads what it wrote", () => {
  for (const text of ["year", "-year"]) expect(sortText(readSort(text))).toBe(text);
});
