import { describe, expect, it } from "vitest";
import { makeChance } from "../chance/Chance.ts";
import { hourMs, minuteMs } from "./days.ts";
import { zoneOf } from "./Zone.ts";

const names = ["Europe/London", "America/New_York", "Asia/Singapore", "America/Los_Angeles"];

/** By the platform's own clock, asked for every moment. */
const wallByIntl = (name: string, ms: number): number => {
  const text = new Date(ms).toLocaleString("sv-SE", { timeZone: name });
  return Date.parse(`${text.replace(" ", "T")}Z`);
};

describe("Zone", () => {
  it("shows what the platform shows, at the changes of the clock too", () => {
    const chance = makeChance(1, "zone");
    for (const name of names) {
      for (let i = 0; i < 150; i++) {
        const ms = Date.UTC(2024, 0, 1) + chance.int(0, 900 * 24 * 4) * 15 * minuteMs;
        expect(zoneOf(name).wall(ms)).toBe(wallByIntl(name, ms));
      }
      for (let ms = Date.UTC(2025, 2, 29); ms < Date.UTC(2025, 3, 1); ms += 15 * minuteMs) {
        expect(zoneOf(name).wall(ms)).toBe(wallByIntl(name, ms));
      }
    }
  });

  it("takes the first of two moments, and moves a skipped one on by the gap", () => {
    const london = zoneOf("Europe/London");
    expect(london.moment(Date.UTC(2025, 9, 26, 1, 30))).toBe(Date.UTC(2025, 9, 26, 0, 30));
    expect(london.moment(Date.UTC(2025, 2, 30, 1, 30))).toBe(Date.UTC(2025, 2, 30, 1, 30));
    expect(london.wall(Date.UTC(2025, 2, 30, 1, 30))).toBe(Date.UTC(2025, 2, 30, 2, 30));
  });

  it("leads back from the wall to the moment", () => {
    const chance = makeChance(2, "zone");
    for (let i = 0; i < 300; i++) {
      const zone = zoneOf(chance.pick(names));
      const ms = Date.UTC(2024, 0, 1) + chance.int(0, 20_000) * hourMs;
      const back = zone.moment(zone.wall(ms));
      expect(zone.wall(back)).toBe(zone.wall(ms));
      expect(back).toBeLessThanOrEqual(ms);
    }
  });
});
