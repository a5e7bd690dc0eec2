import { assert, describe, it } from "@effect/vitest";
import { ExchangeRates } from "@rapport/domain/economics/money/ExchangeRates";
import { daysOfMonth, monthAfter, weekdayOf } from "./daysOfMonth.ts";
import { peopleOfMonth } from "./peopleOfMonth.ts";
import type { CostRate } from "./readRates.ts";
import type { Member, Staff, WorkingWeek } from "./readStaff.ts";
import { knownBy, type Version } from "./versions.ts";

const week = (over: Partial<WorkingWeek> = {}): WorkingWeek => ({
  workingDays: [1, 2, 3, 4, 5],
  secondsOfDay: 28_800,
  holidays: new Set(),
  ...over,
});
const member = (over: Partial<Member> = {}): Member => ({
  id: "ann",
  band: "senior",
  calendarId: "",
  joinedAt: Date.UTC(1900, 0, 1),
  leftAt: Date.UTC(2299, 0, 1),
  ...over,
});
const staff = (members: ReadonlyArray<Member>, over: Partial<Staff> = {}): Staff => ({
  members,
  memberOf: new Map([["harvest:7", "ann"]]),
  firmWeek: week(),
  calendars: new Map([["short", week({ workingDays: [1, 2], holidays: new Set(["2026-10-05"]) })]]),
  ...over,
});
const rate = (from: string, hourlyMinor: number, over: Partial<CostRate> = {}): CostRate => ({
  id: `${from}${hourlyMinor}`,
  from,
  band: "senior",
  member: "",
  currency: "GBP",
  hourlyMinor,
  ...over,
});
const noExchange = new ExchangeRates([]);
const only = (people: ReturnType<typeof peopleOfMonth>) => people[0]!;

describe("the days of a month", () => {
  it("are all of them, and each has its weekday", () => {
    assert.strictEqual(daysOfMonth("2028-02").length, 29);
    assert.deepStrictEqual(daysOfMonth("2026-10").slice(-1), ["2026-10-31"]);
    assert.deepStrictEqual(["1969-12-29", "1970-01-01", "2026-11-22"].map(weekdayOf), [1, 4, 7]);
    assert.deepStrictEqual([monthAfter("2026-12"), monthAfter("2026-01")], ["2027-01", "2026-02"]);
  });
});

describe("people of a month", () => {
  it("are paid on the days of their own calendar, else the firm's, from joining to leaving", () => {
    const paid = (one: Member) => [
      ...only(peopleOfMonth("2026-10", staff([one]), [], noExchange, "GBP")).paidSeconds,
    ];
    assert.strictEqual(paid(member()).length, 22);
    // Mondays and Tuesdays but one: 8 less 1.
    assert.strictEqual(paid(member({ calendarId: "short" })).length, 7);
    const joined = Date.UTC(2026, 9, 30);
    assert.deepStrictEqual(paid(member({ joinedAt: joined })), [["2026-10-30", 28_800]]);
    assert.deepStrictEqual(
      paid(member({ leftAt: Date.UTC(2026, 9, 3) })).map(([day]) => day),
      ["2026-10-01", "2026-10-02"],
    );
    assert.deepStrictEqual(paid(member({ leftAt: Date.UTC(2026, 9, 1) })), []);
  });

  it("cost what their band costs until they have a rate of their own, and then that for good", () => {
    const rates = [
      rate("2026-07-01", 7_000),
      rate("2025-01-01", 6_000),
      rate("2026-03-01", 9_000, { band: "", member: "harvest:7" }),
      rate("2026-01-01", 1, { band: "junior" }),
    ];
    assert.deepStrictEqual(
      only(peopleOfMonth("2026-10", staff([member()]), rates, noExchange, "GBP")).rates,
      [
        { from: "2025-01-01", hourlyMinor: 6_000 },
        { from: "2026-03-01", hourlyMinor: 9_000 },
      ],
    );
    const { rates: none } = only(
      peopleOfMonth("2026-10", staff([member({ id: "bob", band: "" })]), rates, noExchange, "GBP"),
    );
    assert.deepStrictEqual(none, []);
  });

  it("cost in the reporting currency at the exchange rate of the day a rate holds from", () => {
    const exchange = new ExchangeRates([
      { id: "1", on: "2026-01-01", from: "EUR", to: "GBP", rate: "0.8" },
      { id: "2", on: "2026-06-01", from: "EUR", to: "GBP", rate: "0.9" },
    ]);
    const rates = [
      rate("2025-12-01", 5_000, { currency: "EUR" }),
      rate("2026-02-01", 5_001, { currency: "EUR" }),
      rate("2026-07-01", 6_000, { currency: "EUR" }),
    ];
    assert.deepStrictEqual(only(peopleOfMonth("2026-10", staff([member()]), rates, exchange, "GBP")).rates, [
      { from: "2026-02-01", hourlyMinor: 4_001 },
      { from: "2026-07-01", hourlyMinor: 5_400 },
    ]);
  });
});

describe("what is known by a moment", () => {
  it("is the highest revision recorded by then, if that is posted", () => {
    const version = (
      key: string,
      revision: number,
      recordedAt: number,
      value: string,
      posted = true,
    ): Version<string> => ({ key, revision, recordedAt, posted, value });
    const versions = [
      version("a", 2, 20, "a2"),
      version("a", 1, 10, "a1"),
      // Recorded late, and an older one all the same.
      version("b", 1, 30, "b1"),
      version("b", 2, 15, "b2"),
      version("c", 1, 10, "c1"),
      version("c", 2, 20, "c2", false),
    ];
    assert.deepStrictEqual(knownBy(versions, 9), []);
    assert.deepStrictEqual(knownBy(versions, 10).toSorted(), ["a1", "c1"]);
    assert.deepStrictEqual(knownBy(versions, 30).toSorted(), ["a2", "b2"]);
  });
});
