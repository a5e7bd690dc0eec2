import { expect, it } from "vitest";
import { readRootSearch } from "./useWhen.ts";

it("what stands in an address and cannot be meant is as if it did not stand there", () => {
  const meant = {
    asOf: "2026-02-28",
    knownAt: "2026-02-28T10:00:00Z",
    currency: "EUR",
    evidence: "revenue~acme",
  };
  expect(readRootSearch({ ...meant, sort: "name" })).toEqual(meant);
  const never = {
    asOf: "2026-02-30",
    from: "92026-03-01",
    to: "soon",
    knownAt: "then",
    currency: "eur",
    evidence: "",
  };
  expect(readRootSearch(never)).toEqual({});
  expect(readRootSearch({ asOf: 20260228, to: ["2026-02-28"] })).toEqual({});
});
