import { assert, describe, it } from "@effect/vitest";
import { dayNumber, dayOf } from "../../economics/money/days.ts";
import { normalQuantile } from "../../economics/effort/normalQuantile.ts";
import { seededRandom } from "../../seededRandom.ts";
import type { PlayWeek } from "./measures.ts";
import { measurePlay } from "./measurePlay.ts";
import type { PlayCourse, PlayEffect, StartedPlay } from "./PlayCourse.ts";
import { poolPlays } from "./poolPlays.ts";
import { studentQuantile } from "./studentQuantile.ts";

const first = dayNumber("2025-01-06");
const monday = (index: number): string => dayOf(first + 7 * index);
const starts = 30;

const mean = (values: ReadonlyArray<number>): number => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * Clients whose effort wanders around levels of their own, each week half of the one before: a play begins with the client
 * that stands highest above what it was, as people do it, and takes `effect` of its effort away.
 */
const agency = (seed: number, effect: number, clients = 40) => {
  const random = seededRandom(seed);
  const normal = () => normalQuantile(0.5 / 1e6 + random.next() * (1 - 1e-6));
  const drawn = Array.from({ length: clients }, (_, client) => {
    const level = 3 + 0.6 * normal();
    let wander = normal();
    const logs = Array.from({ length: 60 }, () => {
      wander = 0.5 * wander + Math.sqrt(0.75) * normal();
      return level + 0.35 * wander;
    });
    const recent = mean(logs.slice(starts - 6, starts)) - mean(logs.slice(0, starts - 6));
    return { party: `c${String(client).padStart(3, "0")}`, logs, recent };
  });
  const worst = drawn.toSorted((a, b) => b.recent - a.recent)[0]!;
  const courses = drawn.map(({ party, logs }): PlayCourse => ({
    party,
    weeks: logs.map((log, index): PlayWeek => {
      const factor = party === worst.party && index >= starts ? 1 - effect : 1;
      return {
        week: monday(index),
        messagesIn: 20,
        messagesInAfterHours: 4,
        effortSeconds: Math.round(3600 * Math.exp(log) * factor),
        revenueMinor: 400_000,
        costMinor: Math.round(10_000 * Math.exp(log) * factor),
        logOdds: null,
      };
    }),
  }));
  const play: StartedPlay = {
    playId: "p-1",
    party: worst.party,
    action: "set_boundaries",
    startedOn: dayOf(first + 7 * starts + 2),
  };
  return { courses, play };
};
const effortOf = (courses: ReadonlyArray<PlayCourse>, play: StartedPlay) =>
  measurePlay(play, courses, [play]).effects.find(
    (one): one is PlayEffect => one.measure === "effort" && "effect" in one,
  )!;

const runs = 100;
const study = (effect: number) => {
  const effects = Array.from({ length: runs }, (_, seed) => {
    const { courses, play } = agency(seed, effect);
    return effortOf(courses, play);
  });
  const truth = Math.log(1 - effect);
  return {
    mean: effects.reduce((sum, one) => sum + one.effect, 0) / runs,
    covered: effects.filter(({ low, high }) => low <= truth && truth <= high).length / runs,
    withoutNothing: effects.filter(({ low, high }) => low > 0 || high < 0).length / runs,
  };
};

describe("before and after a play", () => {
  it("recovers a planted effect within its interval, though it began when things were worst", () => {
    const { mean, covered } = study(0.25);
    assert.closeTo(mean, Math.log(0.75), 0.05);
    // Eight of ten, give or take three standard errors of 100 draws.
    assert.isAbove(covered, 0.68);
    assert.isBelow(covered, 0.92);
  });

  it("shows none where there is none", () => {
    const { mean, withoutNothing } = study(0);
    assert.closeTo(mean, 0, 0.05);
    assert.isBelow(withoutNothing, 0.31);
  });

  it("shows one that is large as more than chance", () => {
    assert.isAbove(study(0.5).withoutNothing, 0.9);
  });

  it("compares with nobody who had a play in these weeks, or was not there", () => {
    const { courses, play } = agency(3, 0.25);
    const touched = effortOf(courses, play).matched[0]!;
    const others = [play, { ...play, playId: "p-2", party: touched, startedOn: monday(starts + 5) }];
    const again = measurePlay(play, courses, others).effects[0] as PlayEffect;
    assert.notInclude(again.matched, touched);
    assert.strictEqual(again.eligible, courses.length - 2);
    const gone = courses.map((one) =>
      one.party === touched ? { ...one, weeks: one.weeks.slice(0, 35) } : one,
    );
    assert.notInclude((measurePlay(play, gone, [play]).effects[0] as PlayEffect).matched, touched);
  });

  it("says why where it says nothing", () => {
    const { courses, play } = agency(4, 0.25);
    const whyOf = (over: Partial<StartedPlay>, of = courses) =>
      measurePlay({ ...play, ...over }, of, []).effects.map((one) =>
        "none" in one ? one.none : "effect",
      )[0];
    assert.strictEqual(whyOf({ startedOn: monday(7) }), "no_time_before");
    assert.strictEqual(whyOf({ startedOn: monday(8) }), "effect");
    assert.strictEqual(whyOf({ startedOn: monday(56) }), "no_time_after");
    assert.strictEqual(whyOf({ startedOn: monday(55) }), "effect");
    assert.strictEqual(whyOf({ party: "nobody" }), "no_time_before");
    const few = courses.filter(({ party }, i) => i < 7 || party === play.party);
    assert.strictEqual(whyOf({}, few), "too_few_like_it");
    const odds = measurePlay(play, courses, []).effects.find(({ measure }) => measure === "odds");
    assert.deepStrictEqual(odds, { measure: "odds", none: "not_measured" });
  });

  it("pools plays of one action: more of them say more", () => {
    const plays = Array.from({ length: 12 }, (_, seed) => {
      const { courses, play } = agency(100 + seed, 0.25);
      return measurePlay(play, courses, [play]);
    });
    const pool = poolPlays(plays).find(({ measure }) => measure === "effort")!;
    assert.strictEqual(pool.plays, 12);
    assert.isBelow(pool.low, Math.log(0.75));
    assert.isAbove(pool.high, Math.log(0.75));
    assert.isBelow(pool.high, 0);
    assert.deepStrictEqual(poolPlays(plays.slice(0, 2)), []);
  });

  it("takes Student's quantiles from tables", () => {
    assert.closeTo(studentQuantile(0.9, 1), 3.0777, 1e-4);
    assert.closeTo(studentQuantile(0.9, 10), 1.3722, 1e-4);
    assert.closeTo(studentQuantile(0.975, 30), 2.0423, 1e-4);
  });
});
