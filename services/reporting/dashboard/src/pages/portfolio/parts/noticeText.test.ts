import { expect, it } from "vitest";
import { noticeGroups } from "../ahead/noticeGroups.ts";
import { noticeState } from "./noticeText.ts";

it.each([
  ["renews", 30, "soon"],
  ["renews", 31, "ahead"],
  ["renews", 0, "soon"],
  ["renews", -1, "passed"],
  ["ends_by_notice", null, "ending"],
  ["ends_as_agreed", null, "ending"],
] as const)("%s with %s days left is %s", (kind, noticeDaysLeft, state) => {
  expect(noticeState({ kind, noticeDaysLeft })).toBe(state);
});

it("puts every contract in one group", () => {
  const rows = [
    { kind: "renews", noticeDaysLeft: 3, yearMinor: 100 },
    { kind: "renews", noticeDaysLeft: 5, yearMinor: null },
    { kind: "renews", noticeDaysLeft: -5, yearMinor: 7 },
  ] as const;
  expect(noticeGroups(rows)).toEqual([
    { state: "soon", contracts: 2, yearMinor: 100 },
    { state: "passed", contracts: 1, yearMinor: 7 },
  ]);
});
