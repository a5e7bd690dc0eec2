import { assert, describe, it } from "@effect/vitest";
import { dayNumber, dayOf } from "../../economics/money/days.ts";
import { settingsByDay } from "../../economics/settings/resolveSettings.ts";
import type { Band } from "../../risk/ClientScore.ts";
import type { Snooze } from "../words/Words.ts";
import type { AlertCourse, AlertWeek } from "./Alert.ts";
import { alertsOf, weekEnd } from "./alertsOf.ts";
import { alertTerms } from "./alertTerms.ts";

const terms = { ...alertTerms(settingsByDay([])("2026-01-01")), budget: 100 };
const first = dayNumber("2024-01-01");
const monday = (index: number): string => dayOf(first + 7 * index);

const course = (
  weeks: number,
  of: (index: number) => Partial<AlertWeek>,
  over: Partial<AlertCourse> = {},
): AlertCourse => ({
  party: "acme",
  weeks: Array.from({ length: weeks }, (_, index) => ({
    week: monday(index),
    shown: "percent",
    band: "usual",
    chanceMicro: 100_000,
    revenueMinor: 100_000,
    costMinor: 60_000,
    ...of(index),
  })),
  ownerOn: () => "ann",
  snoozes: [],
  ...over,
});
const told = (...courses: ReadonlyArray<AlertCourse>) =>
  alertsOf(courses, terms).map(({ cause, raisedOn, state }) => [cause, raisedOn, state]);

const bandIn = (from: number, to: number, band: Band) => (index: number) =>
  index >= from && index < to ? { band } : {};

describe("alerts of risk", () => {
  it("are told at the end of the week in which the band is reached, and closed weeks after it is left", () => {
    const [alert, ...others] = alertsOf([course(100, bandIn(80, 84, "high"))], terms).filter(
      ({ kind }) => kind === "risk",
    );
    assert.deepStrictEqual(others, []);
    assert.deepStrictEqual(
      [alert?.cause, alert?.raisedOn, alert?.closedOn],
      ["risk_high", weekEnd(monday(80)), weekEnd(monday(89))],
    );
  });

  it("are one when the band flaps from week to week", () => {
    const flapping = course(60, (index) => ({ band: index % 2 === 0 ? "high" : "low", revenueMinor: 0 }));
    assert.deepStrictEqual(told(flapping), [["risk_high", weekEnd(monday(0)), "told"]]);
  });

  it("say nothing of scores that nobody is shown a band of", () => {
    for (const shown of ["rank", "too_new", "stale", "activity", "ended"] as const)
      assert.deepStrictEqual(told(course(60, () => ({ shown, band: "high", revenueMinor: 0 }))), []);
  });

  it("wait while it is the time of the year at which the client is quiet, and no longer", () => {
    const quiet = (from: number, to: number) =>
      course(100, (index) => ({
        ...bandIn(60, 100, "high")(index),
        season: index >= from && index < to,
        revenueMinor: 0,
      }));
    assert.deepStrictEqual(told(quiet(55, 70)), [["risk_high", weekEnd(monday(70)), "told"]]);
    assert.deepStrictEqual(told(quiet(55, 100)), []);
  });

  it("tell of a raised risk too where the setting says so, and again when it becomes high", () => {
    const rising = course(60, (index) => ({
      band: index < 50 ? "usual" : index < 55 ? "raised" : "high",
      revenueMinor: 0,
    }));
    assert.deepStrictEqual(
      alertsOf([rising], { ...terms, fromBand: "raised" }).map(({ cause, week }) => [cause, week]),
      [
        ["risk_raised", monday(50)],
        ["risk_high", monday(55)],
      ],
    );
  });

  it("are the same ids however often they are figured, and none twice", () => {
    const courses = ["a", "b", "c"].map((party) =>
      course(200, (index) => ({ band: Math.floor(index / 10) % 2 === 1 ? "high" : "low" }), { party }),
    );
    const ids = alertsOf(courses, terms).map(({ id }) => id);
    assert.deepStrictEqual(
      alertsOf(courses, terms).map(({ id }) => id),
      ids,
    );
    assert.strictEqual(new Set(ids).size, ids.length);
    assert.isAbove(ids.length, 20);
  });

  it("of earlier weeks do not change with later ones, but for their ends", () => {
    const whole = course(150, (index) => ({ band: Math.floor(index / 9) % 2 === 1 ? "high" : "low" }));
    const open = (one: AlertCourse) => alertsOf([one], terms).map((alert) => ({ ...alert, closedOn: null }));
    const all = open(whole);
    for (const length of [20, 63, 149])
      assert.deepStrictEqual(
        open({ ...whole, weeks: whole.weeks.slice(0, length) }),
        all.filter(({ week }) => week < monday(length)),
      );
  });
});

describe("score and money", () => {
  const disagreeing = (one: AlertCourse) =>
    alertsOf([one], terms).filter(({ kind }) => kind === "score_and_money");

  it("are told of when risk is high while the money is what it was", () => {
    const [alert, ...more] = disagreeing(course(100, bandIn(80, 100, "high")));
    assert.deepStrictEqual(more, []);
    assert.deepStrictEqual(
      [alert?.cause, alert?.week, alert?.revenueTrendMilli],
      ["risk_without_money", monday(83), 1000],
    );
  });

  it("are told of when the money has gone while risk is low", () => {
    const leaving = course(100, (index) => ({
      band: "low",
      ...(index >= 80 ? { revenueMinor: 20_000 } : {}),
    }));
    const [alert, ...more] = disagreeing(leaving);
    assert.deepStrictEqual(more, []);
    assert.strictEqual(alert?.cause, "money_without_risk");
    // Nine of thirteen weeks at a fifth are the first below half of 13 that were whole; told in the fourth such week.
    assert.strictEqual(alert?.week, monday(91));
  });

  it("say nothing where they agree: both high, both low, or too early to say", () => {
    const bothBad = course(100, (index) => (index >= 70 ? { band: "high", revenueMinor: 5_000 } : {}));
    // The four weeks in which the books had not seen yet what the score had are no disagreement of a month.
    assert.deepStrictEqual(
      disagreeing(bothBad)
        .map(({ cause }) => cause)
        .filter((cause) => cause === "money_without_risk"),
      [],
    );
    assert.deepStrictEqual(disagreeing(course(100, () => ({}))), []);
    assert.deepStrictEqual(disagreeing(course(38, bandIn(20, 38, "high"))), []);
  });

  it("say nothing of a season that comes every year", () => {
    const seasonal = course(200, (index) => ({
      band: "low",
      revenueMinor: index % 52 >= 30 && index % 52 < 50 ? 0 : 100_000,
    }));
    assert.deepStrictEqual(
      disagreeing(seasonal).filter(({ week }) => week >= monday(65)),
      [],
    );
  });
});

describe("the budget", () => {
  const many = (owner: (party: string) => string) =>
    ["a", "b", "c", "d"].map((party, i) =>
      course(
        60,
        (index) => ({ ...bandIn(50, 60, "high")(index), chanceMicro: 100_000 * (i + 1), revenueMinor: 10 }),
        {
          party,
          ownerOn: () => owner(party),
        },
      ),
    );
  const risks = (budget: number, owner: (party: string) => string = () => "ann") =>
    alertsOf(many(owner), { ...terms, budget })
      .filter(({ kind }) => kind === "risk")
      .map(({ party, state }) => `${party} ${state}`);

  it("tells an owner what is most at stake, and lists the rest as dropped", () => {
    assert.deepStrictEqual(risks(2), ["d told", "c told", "b over_budget", "a over_budget"]);
    assert.deepStrictEqual(risks(0), ["d over_budget", "c over_budget", "b over_budget", "a over_budget"]);
  });

  it("is each owner's own", () => {
    assert.deepStrictEqual(
      risks(1, (party) => (party === "a" ? "bob" : "ann")),
      ["d told", "c over_budget", "b over_budget", "a told"],
    );
  });
});

describe("a snooze", () => {
  const snooze = (over: Partial<Snooze>): Snooze => ({
    eventId: "0".repeat(32),
    id: "s-1",
    by: "ann",
    reason: "tender",
    kind: null,
    saidOn: monday(0),
    until: monday(56),
    ...over,
  });
  const high = (snoozes: ReadonlyArray<Snooze>, to = 60) =>
    course(60, (index) => ({ ...bandIn(50, to, "high")(index), revenueMinor: 0 }), { snoozes });

  it("holds an alert back and has it told in the week after, while it stands", () => {
    assert.deepStrictEqual(told(high([snooze({})])), [
      ["risk_high", weekEnd(monday(50)), "snoozed"],
      ["risk_high", weekEnd(monday(56)), "told"],
    ]);
  });

  it("has nothing told after it when it was over by then", () => {
    assert.deepStrictEqual(told({ ...high([snooze({ until: monday(59) })], 52) }), [
      ["risk_high", weekEnd(monday(50)), "snoozed"],
    ]);
  });

  it("is of its kind, and of the days from which it was said", () => {
    assert.deepStrictEqual(told(high([snooze({ kind: "score_and_money" })])), [
      ["risk_high", weekEnd(monday(50)), "told"],
    ]);
    assert.deepStrictEqual(told(high([snooze({ saidOn: monday(51) })])), [
      ["risk_high", weekEnd(monday(50)), "told"],
    ]);
  });

  it("takes no room in the budget", () => {
    const [first] = alertsOf([high([snooze({})])], { ...terms, budget: 1 });
    assert.strictEqual(first?.snoozeId, "s-1");
    const both = [high([snooze({})]), { ...high([]), party: "bolt" }];
    assert.deepStrictEqual(
      alertsOf(both, { ...terms, budget: 1 })
        .filter(({ week }) => week === monday(50))
        .map(({ party, state }) => `${party} ${state}`),
      ["acme snoozed", "bolt told"],
    );
  });
});
