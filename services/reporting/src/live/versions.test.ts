import { expect, it } from "vitest";
import { advance, holdingsOf, movedBetween, versionsFrom } from "./versions.ts";

const marks = (records: number, books: number, risk: number) => [
  { name: "records", version: records },
  { name: "state books", version: books },
  { name: "state risk", version: risk },
];
const directory = (firms: number, decisions: number) => [
  { type: "decision.made", records: decisions },
  { type: "firm.configured", records: firms },
];

it("each part moves by itself", () => {
  const before = holdingsOf(marks(10, 3, 1), directory(2, 1));
  const after = (m: ReturnType<typeof marks>, d: ReturnType<typeof directory>) =>
    movedBetween(before, holdingsOf(m, d));
  expect(after(marks(10, 3, 1), directory(2, 1))).toEqual([]);
  expect(after(marks(11, 3, 1), directory(2, 1))).toEqual(["facts"]);
  expect(after(marks(11, 3, 1), directory(3, 1))).toEqual(["directory"]);
  expect(after(marks(11, 3, 1), directory(2, 2))).toEqual(["words"]);
  expect(after(marks(10, 4, 1), directory(2, 1))).toEqual(["books"]);
  expect(after(marks(10, 3, 2), directory(2, 1))).toEqual(["risk"]);
});

it("the order in which the engine names its marks says nothing", () => {
  const rows = [...marks(1, 2, 3), { name: "state books:dirty", version: 1 }];
  expect(movedBetween(holdingsOf(rows, []), holdingsOf(rows.toReversed(), []))).toEqual([]);
});

it("versions grow where something moved", () => {
  const versions = advance(versionsFrom(1_000), ["books", "risk"]);
  expect(versions).toEqual({ facts: 1_000, directory: 1_000, words: 1_000, books: 1_001, risk: 1_001 });
});
