import { assert, describe, it } from "@effect/vitest";
import type { ClientCourse, ClientWeek } from "../ClientWeek.ts";
import { fitModel } from "../model/fitModel.ts";
import { shippedModel } from "../model/shippedModel.ts";
import { courseOf, madeCourses, monday } from "../support/madeCourses.ts";
import { driftedWeeks, driftsSince } from "./drift.ts";
import { outages } from "./outages.ts";
import { stabilityIndex } from "./stabilityIndex.ts";

/** Eight clients with ten messages a week, changed by `of`. */
const firm = (of: (week: number, client: number) => Partial<ClientWeek>): ReadonlyArray<ClientCourse> =>
  Array.from({ length: 8 }, (_, client) =>
    courseOf(`c${client}`, 60, (i) => ({
      messagesIn: 6,
      messagesOut: 4,
      ticketsOpened: 2,
      meetingsHeld: 1,
      ...of(i, client),
    })),
  );

const weeksOf = (courses: ReadonlyArray<ClientCourse>): ReadonlyArray<number> => {
  const found = outages(courses);
  return courses[0]!.weeks.flatMap(({ week }, i) => (found.has(week) ? [i] : []));
};

describe("outages", () => {
  it("are none where everything comes in as usual, or one client falls silent", () => {
    assert.deepStrictEqual(weeksOf(firm(() => ({}))), []);
    const one = firm((i, client) => (client === 3 && i > 30 ? { messagesIn: 0, messagesOut: 0 } : {}));
    assert.deepStrictEqual(weeksOf(one), []);
  });

  it("are the weeks in which a source is silent for all, until it is back", () => {
    const silent = firm((i) => (i >= 40 && i < 44 ? { messagesIn: 0, messagesOut: 0 } : {}));
    // The week after is of a fortnight that had half of what is usual.
    assert.deepStrictEqual(weeksOf(silent), [40, 41, 42, 43]);
  });

  it("are told by what was to be expected: a small source must be silent for longer", () => {
    const meetings = firm((i) => (i >= 40 ? { meetingsHeld: 0 } : {}));
    // Eight a week: twenty are missed in the third.
    assert.deepStrictEqual(weeksOf(meetings).slice(0, 2), [42, 43]);
    // And after half a year the source has been given up.
    assert.strictEqual(weeksOf(firm((i) => (i >= 20 ? { meetingsHeld: 0 } : {}))).at(-1), 45);
  });

  it("are a fall for nearly all as well, and not for some", () => {
    const fallen = (clients: number) =>
      firm((i, client) => (i >= 40 && client < clients ? { messagesIn: 1, messagesOut: 0 } : {}));
    assert.include(weeksOf(fallen(8)), 41);
    assert.deepStrictEqual(weeksOf(fallen(6)), []);
  });

  it("are not holidays, nor clients who have given notice", () => {
    const closed = firm((i) =>
      i === 40 ? { businessDays: 0, messagesIn: 0, messagesOut: 0, ticketsOpened: 0, meetingsHeld: 0 } : {},
    );
    assert.deepStrictEqual(weeksOf(closed), []);
    const gone = firm((i) => (i >= 40 ? { messagesIn: 0, messagesOut: 0 } : {})).map((course) => ({
      ...course,
      end: { noticeOn: monday(40), endsOn: monday(60), cause: "client_left" as const },
    }));
    assert.deepStrictEqual(weeksOf(gone), []);
  });
});

describe("stabilityIndex", () => {
  it("is by hand where a fifth moves two bins up", () => {
    const before = Array.from({ length: 1000 }, (_, i) => (i % 5) - 2);
    const now = Array.from({ length: 1000 }, (_, i) => (i % 5 === 0 ? 0 : (i % 5) - 2));
    // Shares 0.2 → 0 and 0.2 → 0.4, half a value added to each bin.
    const share = (count: number) => (count + 0.5) / 1002.5;
    const moved =
      (share(0) - share(200)) * Math.log(share(0) / share(200)) +
      (share(400) - share(200)) * Math.log(share(400) / share(200));
    assert.closeTo(stabilityIndex(before, now), moved - 4 * (2 / 1000), 1e-12);
    assert.isBelow(stabilityIndex(before, before), 0);
  });
});

describe("drift", () => {
  const calm = madeCourses(21, 60, 160);
  const fitted = fitModel(calm, monday(100));

  it("is not alarmed by a firm that stays what it was", () => {
    const drifts = driftsSince(calm, fitted);
    assert.isAbove(drifts.length, 10);
    assert.isAtMost(drifts.filter(({ drifted }) => drifted).length, 1);
  });

  it("takes for usual what the model was wrong by all along", () => {
    const wrong = { ...fitted, activity: { alpha: 1, beta: 30, gamma: 0.5, delta: 100 } };
    assert.isFalse(driftsSince(calm, wrong).some(({ above }) => above > 4));
  });

  it("is alarmed when most clients are in touch far less than before, and holds until the next origin", () => {
    const changed = calm.map((course) => ({
      ...course,
      weeks: course.weeks.map((week, i) =>
        i < 115 ? week : { ...week, activeDays: i % 6 === 0 ? 1 : 0, contactsEffectiveMilli: 1000 },
      ),
    }));
    const weeks = driftedWeeks(changed, () => fitted, new Set());
    assert.isFalse(weeks.has(monday(114)));
    assert.isTrue(weeks.has(monday(128)));
    assert.isTrue(weeks.has(monday(131)));
    // By an outage nothing is told.
    const all = new Set(changed[0]!.weeks.map(({ week }) => week));
    assert.strictEqual(driftedWeeks(changed, () => fitted, all).size, 0);
  });

  it("knows of a week nothing that came later", () => {
    const cut = calm.map((course) => ({ ...course, weeks: course.weeks.slice(0, 130) }));
    const whole = driftsSince(calm, fitted);
    const early = driftsSince(cut, fitted);
    assert.deepStrictEqual(early, whole.slice(0, early.length));
  });

  it("says nothing of the model that ships", () => {
    assert.deepStrictEqual(driftsSince(calm, shippedModel), []);
  });
});
