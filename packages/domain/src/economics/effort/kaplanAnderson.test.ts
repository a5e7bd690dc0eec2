import { assert, describe, it } from "@effect/vitest";
import { deriveEffortMonth } from "./deriveEffortMonth.ts";
import type { EffortMonthInput, TimeFact } from "./EffortMonth.ts";

/*
 * The worked example of Kaplan and Anderson, "Time-Driven Activity-Based Costing", HBR 2004: a department of $560,000
 * and 700,000 minutes of practical capacity; 49,000 orders, 1,400 inquiries and 2,500 credit checks of 8, 44 and 50
 * minutes.
 */
const activities = [
  { party: "orders", count: 49_000, minutes: 8, costMinor: 640 },
  { party: "inquiries", count: 1_400, minutes: 44, costMinor: 3_520 },
  { party: "credit", count: 2_500, minutes: 50, costMinor: 4_000 },
];

const times: ReadonlyArray<TimeFact> = activities.flatMap(({ party, count, minutes }) =>
  Array.from({ length: count }, (_, i) => ({
    eventId: `${party} ${String(i).padStart(5, "0")}`,
    day: "2026-10-05",
    startMs: null,
    endMs: null,
    seconds: minutes * 60,
    person: "department",
    activity: "",
    holder: { state: "client", party, shareMicro: 1_000_000 },
  })),
);

const department = (hourlyMinor: number, settings: ReadonlyMap<string, string>): EffortMonthInput => ({
  month: "2026-10",
  people: [
    {
      id: "department",
      band: "service",
      rates: [{ from: "2026-01-01", hourlyMinor }],
      // 700,000 practical minutes are 80 % of 875,000 paid ones.
      paidSeconds: new Map([["2026-10-05", 875_000 * 60]]),
    },
  ],
  workingDays: ["2026-10-05"],
  mails: [],
  meetings: [],
  tickets: [],
  times,
  overheads: [],
  calibration: { factorMicro: 1_000_000, sdMicro: 350_000, spreadMicro: 350_000, clientMonths: 0 },
  settingsOn: () => settings,
});

describe("Kaplan and Anderson's department, to the cent", () => {
  const ratesPer = [
    ["practical hours", 4_800, new Map<string, string>()],
    ["paid hours", 3_840, new Map([["capacity.rates_per", "paid_hour"]])],
  ] as const;
  it.each(ratesPer)("with rates for %s", (_, hourlyMinor, settings) => {
    const { contributions, capacitySeconds, capacityCostMinor } = deriveEffortMonth(
      department(hourlyMinor, settings),
    );
    assert.strictEqual(capacitySeconds, 700_000 * 60);
    assert.strictEqual(capacityCostMinor, 56_000_000);
    let [usedSeconds, usedMinor] = [0, 0];
    for (const { party, count, minutes, costMinor } of activities) {
      const rows = contributions.filter((row) => row.party === party);
      assert.strictEqual(rows.length, count);
      assert.isTrue(rows.every((row) => row.costMinor === costMinor && row.seconds === minutes * 60));
      usedSeconds += count * minutes * 60;
      usedMinor += count * costMinor;
    }
    assert.strictEqual(usedSeconds, 578_600 * 60);
    assert.strictEqual(usedMinor, 46_288_000);
    const unused = contributions.filter(({ category }) => category === "unused_capacity");
    assert.deepStrictEqual(
      unused.map(({ day, state, seconds, costMinor }) => ({ day, state, seconds, costMinor })),
      [{ day: "2026-10-05", state: "unused", seconds: 121_400 * 60, costMinor: 9_712_000 }],
    );
  });
});
