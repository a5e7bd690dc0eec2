import type { RiskBand } from "@rapport/contracts/http/risk/head";
import type { ChangedRow } from "@rapport/contracts/http/risk/WhatChanged";
import { expect, it } from "vitest";
import { bandMoves, bands } from "./bandMoves.ts";

const at = (band: RiskBand | null | undefined): ChangedRow["before"] =>
  band === undefined
    ? null
    : { week: "2026-10-19", shown: band === null ? "ended" : "band", band, chanceMicro: 1, model: "m" };
const row = (before: RiskBand | null | undefined, after: RiskBand | null | undefined): ChangedRow => ({
  id: `${before} ${after}`,
  name: "",
  owner: null,
  ownerName: null,
  segment: null,
  before: at(before),
  after: at(after),
  parts: null,
  bandSteps: [],
  moved: [],
});

const rows = [
  row("low", "low"),
  row("low", "raised"),
  row("usual", "raised"),
  row(undefined, "raised"),
  row("high", null),
  row("raised", "high"),
  row(null, null),
];

it("tells where clients of a band came from and went to", () => {
  const moves = bandMoves(rows);
  expect(moves.map(({ band, before, after }) => [band, before, after])).toEqual([
    ["high", 1, 1],
    ["raised", 1, 3],
    ["usual", 1, 0],
    ["low", 2, 1],
  ]);
  const raised = moves[1]!;
  expect(raised.cameFrom).toEqual([
    { band: "usual", clients: 1 },
    { band: "low", clients: 1 },
    { band: null, clients: 1 },
  ]);
  expect(raised.wentTo).toEqual([{ band: "high", clients: 1 }]);
});

it("loses nobody: then, and who came less who went, is now", () => {
  const every = [...bands, null, undefined];
  const all = every.flatMap((before) => every.map((after) => row(before, after)));
  const sum = (flows: ReadonlyArray<{ readonly clients: number }>) =>
    flows.reduce((total, { clients }) => total + clients, 0);
  for (const { before, after, cameFrom, wentTo } of bandMoves([...all, ...rows]))
    expect(before + sum(cameFrom) - sum(wentTo)).toBe(after);
});
