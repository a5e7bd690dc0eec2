import { assert, describe, it } from "@effect/vitest";
import type { MailWeek, PersonMessages } from "../sources/mailOfWeeks.ts";
import { effectiveMilli, peopleOfWeeks } from "./peopleOfWeeks.ts";
import { dayNumber } from "@rapport/domain/economics/money/days";
import { endMsOf, firstWeek, lastCompleteWeek, mondayOf, sundayOf, weekOf } from "./weekNumbers.ts";

const wrote = (address: string, messages = 1, afterMonday = messages): PersonMessages => ({
  address,
  messages,
  afterMonday,
});
const week = (...theirs: ReadonlyArray<PersonMessages>): MailWeek => ({
  inMicro: 0,
  outMicro: 0,
  inAfterHoursMicro: 0,
  begunByThem: 0,
  begunByUs: 0,
  theirDays: 0,
  asksIn: 0,
  toneSumMilli: 0,
  toneMessages: 0,
  complaints: 0,
  theirs,
  ours: [wrote("me@firm"), wrote("me@old-firm"), wrote("you@firm")],
});
const people = (weeks: ReadonlyArray<readonly [number, MailWeek]>, length: number) =>
  peopleOfWeeks(
    new Map(weeks),
    0,
    length,
    (address) => address === "boss",
    (address) => (address.startsWith("me@") ? "me" : address),
  );

describe("people at the end of each week", () => {
  it("are those of ninety days: of the thirteenth week back all but its Monday", () => {
    const weeks = people([[0, week(wrote("boss", 3, 1), wrote("on monday", 1, 0))]], 14);
    assert.deepStrictEqual(
      weeks.map(({ contacts90 }) => contacts90),
      [...Array.from({ length: 12 }, () => 2), 1, 0],
    );
    assert.strictEqual(weeks[12]?.seniorContacts90, 1);
    assert.strictEqual(weeks[13]?.seniorContacts90, 0);
    // Two addresses of one of us.
    assert.strictEqual(weeks[0]?.members90, 2);
  });

  it("count as many as would share it alike", () => {
    assert.strictEqual(effectiveMilli([]), 0);
    assert.strictEqual(effectiveMilli([7]), 1000);
    assert.strictEqual(effectiveMilli([2, 2, 2, 0]), 3000);
    assert.strictEqual(effectiveMilli([3, 1]), 1755);
  });

  it("have a silent champion only while somebody else of theirs writes", () => {
    const both = (at: number) => [at, week(wrote("champion", 2), wrote("other"))] as const;
    const other = (at: number) => [at, week(wrote("other"))] as const;
    const silent = (...weeks: ReadonlyArray<readonly [number, MailWeek]>) =>
      people(weeks, 12).map(({ championSilent }) => championSilent);
    // The last word of the champion was in week 1: eight weeks later it is silent, if the other one is not.
    assert.deepStrictEqual(silent(both(0), both(1), other(6)).slice(7), [0, 0, 1, 1, 1]);
    assert.deepStrictEqual(silent(both(0), both(1)).slice(7), [0, 0, 0, 0, 0]);
    // Of two who wrote as much, the first by name.
    assert.deepStrictEqual(
      silent([0, week(wrote("a"), wrote("b"))], [9, week(wrote("a"))]).slice(9),
      [0, 0, 0],
    );
    assert.deepStrictEqual(
      silent([0, week(wrote("a"), wrote("b"))], [9, week(wrote("b"))]).slice(9),
      [1, 1, 1],
    );
  });
});

describe("weeks", () => {
  it("begin on Monday, and are over on the Monday after", () => {
    assert.strictEqual(mondayOf(firstWeek), "1990-01-01");
    const of = weekOf("2024-02-29");
    assert.strictEqual(mondayOf(of), "2024-02-26");
    assert.strictEqual(sundayOf(of), "2024-03-03");
    assert.strictEqual(endMsOf(of), Date.UTC(2024, 2, 4));
    assert.strictEqual(dayNumber(sundayOf(of)) - dayNumber(mondayOf(of)), 6);
    assert.strictEqual(lastCompleteWeek(Date.UTC(2024, 2, 4)), of);
    assert.strictEqual(lastCompleteWeek(Date.UTC(2024, 2, 4) - 1), of - 1);
  });
});
