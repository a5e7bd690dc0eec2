import { expect, it } from "vitest";
import { Agenda } from "./Agenda.ts";
import { makeChance } from "./chance/Chance.ts";

it("lives through everything in order, and of one moment in the order of entry", () => {
  const chance = makeChance(3, "agenda");
  const agenda = new Agenda();
  const entered = Array.from({ length: 500 }, (_, order) => ({ atMs: chance.int(0, 60), order }));
  const lived: Array<(typeof entered)[number]> = [];
  for (const entry of entered) agenda.at(entry.atMs, () => lived.push(entry));
  agenda.runUntil(30);
  expect(lived.every((entry) => entry.atMs < 30)).toBe(true);
  agenda.runUntil(100);
  expect(lived).toEqual(entered.toSorted((a, b) => a.atMs - b.atMs || a.order - b.order));
  expect(agenda.size).toBe(0);
});

it("does at once what would have been in the past", () => {
  const agenda = new Agenda();
  const lived: Array<number> = [];
  agenda.at(10, () => agenda.at(5, () => lived.push(agenda.nowMs)));
  agenda.runUntil(11);
  expect(lived).toEqual([10]);
});
