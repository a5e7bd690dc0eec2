import type { QuadrantCell, QuadrantRow } from "@rapport/contracts/http/decisions/Quadrant";
import type { RiskBand } from "@rapport/contracts/http/risk/head";
import { expect, it } from "vitest";
import { judgedOfQuadrant } from "./judged.ts";
import {
  bubblePx,
  chosenRows,
  mostPicked,
  pickedText,
  quadrantPlaces,
  readPicked,
  surelyCostly,
} from "./quadrantPlaces.ts";

const row = (
  id: string,
  cell: QuadrantCell,
  band: RiskBand | null,
  rank: number | null,
  money: readonly [number, high?: number],
): QuadrantRow => ({
  id,
  name: id,
  owner: null,
  ownerName: null,
  segment: null,
  tier: null,
  evidence: { money: "", effort: "", risk: "" },
  cell,
  risk: { shown: band === null ? null : "band", band, chance: null },
  rank,
  revenueMinor: 0,
  costMinor: 0,
  contributionMinor: money[0],
  contributionLowMinor: null,
  contributionHighMinor: money[1] ?? null,
  lossProbabilityPercent: null,
  marginPercent: null,
  effortSeconds: 3600,
});

const rows = [
  row("first", "save", "high", 1, [500]),
  row("second", "let_go", "high", 2, [-10, 5]),
  row("third", "protect", "low", 3, [100]),
  row("gone", "ended", null, null, [-400, -300]),
  row("new", "unjudged", null, null, [7]),
  row("sure", "fix", "usual", null, [-200, -1]),
];

it("puts the likelier to leave further right within its band's column", () => {
  const places = new Map(quadrantPlaces(rows).map(({ id, x }) => [id, x]));
  expect([...places.keys()].toSorted()).toEqual(["first", "second", "sure", "third"]);
  expect(places.get("first")!).toBeGreaterThan(places.get("second")!);
  for (const [id, column] of [
    ["third", 0],
    ["sure", 1],
    ["second", 3],
    ["first", 3],
  ] as const)
    expect(Math.floor(places.get(id)!)).toBe(column);
});

it("draws no band, and judges nobody by one, where only the order may be shown", () => {
  const drifted = rows.map((one) => ({ ...one, risk: { ...one.risk, shown: "rank" as const } }));
  const places = quadrantPlaces(drifted);
  expect(places.map(({ id }) => id)).toEqual(["third", "second", "first"]);
  expect(places.map(({ x }) => x)).toEqual([2 / 3, 2, 10 / 3]);
  expect(judgedOfQuadrant(drifted)).toEqual({ judged: 0, raised: 0, ordered: true });
  expect(judgedOfQuadrant(rows)).toEqual({ judged: 4, raised: 2, ordered: false });
});

it("lists what is chosen, those that return least first", () => {
  const ids = (...asked: readonly [QuadrantCell | undefined, ReadonlyArray<string>]) =>
    chosenRows(rows, ...asked).map(({ id }) => id);
  expect(ids(undefined, [])).toEqual(["gone", "sure", "second", "new", "third", "first"]);
  expect(ids("save", [])).toEqual(["first"]);
  expect(ids("save", ["third", "second"])).toEqual(["second", "third"]);
});

it("calls costly who loses at the favourable end too, and is still there", () => {
  expect(surelyCostly(rows).map(({ id }) => id)).toEqual(["sure"]);
});

it("draws areas by effort, and nobody too small to be hit", () => {
  expect(bubblePx(100, 100)).toBe(46);
  expect(bubblePx(25, 100)).toBe(23);
  expect(bubblePx(1, 100_000)).toBe(6);
  expect(bubblePx(0, 0)).toBe(6);
});

it("keeps a pick short enough for an address", () => {
  expect(readPicked(pickedText(["a", "b"]))).toEqual(["a", "b"]);
  expect(pickedText([])).toBeUndefined();
  expect(readPicked(pickedText(Array.from({ length: 300 }, (_, n) => `c${n}`)))).toHaveLength(mostPicked);
});
