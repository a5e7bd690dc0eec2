import type { ChangedRow } from "@rapport/contracts/http/risk/WhatChanged";
import { expect, it } from "vitest";
import { movedBy, moversOf } from "../overview/moversOf.ts";
import { chosenChanges } from "./chosenChanges.ts";

const score = { week: "2026-10-19", shown: "band", band: "usual", chanceMicro: 1, model: "m" } as const;
const row = (id: string, all: number | null, ours = 0, more: Partial<ChangedRow> = {}): ChangedRow => ({
  id,
  name: id,
  owner: null,
  ownerName: null,
  segment: null,
  before: score,
  after: score,
  parts:
    all === null
      ? null
      : { allMicro: all, behaviourMicro: all - ours, lateDataMicro: 0, modelMicro: ours, settingsMicro: 0 },
  bandSteps: [],
  moved: [],
  ...more,
});
const rows = [
  row("up", 10, 4),
  row("down", -20),
  row("same", 0),
  row("new", null, 0, { before: null, owner: "ada" }),
];
const ids = (of: ReadonlyArray<ChangedRow>) => of.map(({ id }) => id);

it("leaves those that a filter asks for", () => {
  expect(ids(chosenChanges(rows, { only: "up" }))).toEqual(["up"]);
  expect(ids(chosenChanges(rows, { only: "down" }))).toEqual(["down"]);
  expect(ids(chosenChanges(rows, { only: "band" }))).toEqual(["new"]);
  expect(ids(chosenChanges(rows, { only: "ours" }))).toEqual(["up"]);
  expect(ids(chosenChanges(rows, { owner: "ada" }))).toEqual(["new"]);
  expect(chosenChanges(rows, {})).toHaveLength(4);
});

it("takes those that moved, either way, the most first", () => {
  expect(ids(moversOf(rows, 5))).toEqual(["down", "up"]);
  expect(ids(moversOf(rows, 1))).toEqual(["down"]);
});

it("tells only what moved the chance its way", () => {
  const moved = [
    { group: "silence", times: 1.5 },
    { group: "money", times: 0.6 },
    { group: "tone", times: 1.01 },
  ];
  expect(movedBy(row("a", 5, 0, { moved }))).toEqual([moved[0]]);
  expect(movedBy(row("a", -5, 0, { moved }))).toEqual([moved[1]]);
});
