import { assert, describe, it } from "@effect/vitest";
import { bgBbPrior } from "../../activity/fitBgBb.ts";
import { dayOf } from "../../economics/money/days.ts";
import type { ClientEnd } from "../ClientWeek.ts";
import { courseOf, firstMonday, monday } from "../support/madeCourses.ts";
import { closedOrigins, isOrigin, labelledRows, outcomeAt } from "./labelledRows.ts";

const endOn = (day: number, cause: ClientEnd["cause"] = "client_left"): ClientEnd => ({
  noticeOn: dayOf(day),
  endsOn: dayOf(day + 30),
  cause,
});
const never = dayOf(firstMonday + 7 * 200);
const active = (end: ClientEnd | null = null) => courseOf("a", 60, () => ({ activeDays: 2 }), end);

describe("labels", () => {
  it("are asked for every four weeks, the same for everybody", () => {
    const origins = Array.from({ length: 12 }, (_, i) => i).filter((i) => isOrigin(monday(i)));
    assert.deepStrictEqual(
      origins.map((i) => i - origins[0]!),
      [0, 4, 8],
    );
  });

  it("are of notice within 91 days from the end of the week, to the day", () => {
    const origin = firstMonday + 7 * 11;
    const outcome = (day: number, cause?: ClientEnd["cause"]) =>
      outcomeAt(endOn(day, cause), monday(10), "client_left");
    assert.strictEqual(outcome(origin - 1), "over");
    assert.strictEqual(outcome(origin), "happened");
    assert.strictEqual(outcome(origin + 90), "happened");
    assert.strictEqual(outcome(origin + 91), "did not");
    assert.strictEqual(outcome(origin + 90, "project_complete"), "censored");
    assert.strictEqual(outcome(origin + 91, "project_complete"), "did not");
    assert.strictEqual(outcomeAt(null, monday(10), "client_left"), "did not");
  });

  it("are closed 91 days after the origin and not a day before", () => {
    const first = closedOrigins(active(), never)[3]!.at;
    const closes = firstMonday + 7 * first + 7 + 91 - 1;
    assert.strictEqual(closedOrigins(active(), dayOf(closes)).at(-1)!.at, first);
    assert.isBelow(closedOrigins(active(), dayOf(closes - 1)).at(-1)!.at, first);
  });

  it("know nothing of what comes after the day they are closed by", () => {
    const notice = firstMonday + 7 * 50;
    const asOf = dayOf(notice - 1);
    assert.deepStrictEqual(closedOrigins(active(endOn(notice)), asOf), closedOrigins(active(), asOf));
  });

  it("are of clients old enough to be judged alone", () => {
    const silent = courseOf("b", 60, (i) => ({ activeDays: i < 2 ? 1 : 0 }));
    const rows = labelledRows([active(), silent], never, bgBbPrior);
    assert.isAbove(rows.length, 10);
    assert.isTrue(rows.every(({ party, features }) => party === "a" && features.weeks >= 8));
  });

  it("of another cause censor these, and the other way about", () => {
    const ended = active(endOn(firstMonday + 7 * 59, "ended_by_us"));
    const leaving = labelledRows([ended], never, bgBbPrior);
    const byUs = labelledRows([ended], never, bgBbPrior, "ended_by_us");
    assert.isFalse(leaving.some(({ happened }) => happened));
    // Three or four origins have the end in their horizon.
    const within = byUs.filter(({ happened }) => happened).length;
    assert.include([3, 4], within);
    assert.strictEqual(byUs.length - leaving.length, within);
  });
});
