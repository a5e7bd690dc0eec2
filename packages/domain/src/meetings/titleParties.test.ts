import { describe, expect, it } from "@effect/vitest";
import { seededRandom } from "../seededRandom.ts";
import { type KnownNames, nothingKnown, titleParties } from "./titleParties.ts";

const known: KnownNames = {
  codes: new Set(["acme-web", "p1007"]),
  names: new Set(["acme", "amber bay travel", "bolt & sons", "ünique"]),
};

describe("titleParties", () => {
  it.each([
    ["[ACME-WEB] Weekly", ["project:acme-web"]],
    ["Weekly #bolt-shop and [P1007]", ["project:p1007", "project:bolt-shop"]],
    ["#Bolt-Shop, then lunch", ["project:bolt-shop"]],
    ["Kick-off acme-web", ["project:acme-web"]],
    ["Amber  Bay Travel: weekly call", ["name:amber bay travel"]],
    ["Lunch with ACME", ["name:acme"]],
    ["BOLT & SONS review", ["name:bolt & sons"]],
    ["Ünique", ["name:ünique"]],
    ["acmeish things, amber bay", []],
    ["[External] [DRAFT] [TBC] call", []],
    ["[layoffs] talk", []],
    ["Ticket #1234", []],
    ["1:1 Ann/Bob", []],
    ["", []],
  ])("%s", (title, parties) => {
    expect(titleParties(title, known)).toEqual(parties);
  });

  it("knows no names while nothing is known", () => {
    expect(titleParties("Amber Bay Travel [AB-1]", nothingKnown)).toEqual(["project:ab-1"]);
  });

  it("gives at most ten parties the contract takes, of any text, in time", () => {
    const random = seededRandom(3);
    const pieces = [
      "[A-1]",
      "#b-2",
      " ",
      "acme",
      "[",
      "]",
      "#",
      "x".repeat(300),
      "\u0000",
      "İ",
      "ﬃ",
      "[é-1]",
    ];
    for (let round = 0; round < 300; round++) {
      const title = Array.from({ length: random.int(0, 60) }, () => random.pick(pieces)).join("");
      const parties = titleParties(title, known);
      expect(parties.length).toBeLessThanOrEqual(10);
      for (const party of parties) expect(party).toMatch(/^(?:project|name):.{1,200}$/u);
    }
  });
});
