import { assert, describe, it } from "@effect/vitest";
import { dayNumber, dayOf } from "../economics/money/days.ts";
import type { ClientCourse, ClientEnd, ClientWeek } from "../risk/ClientWeek.ts";
import { seededRandom } from "../seededRandom.ts";
import { auc } from "../statistics/ranking.ts";
import { baseRateAlone, gapAlone, recencyFrequency } from "./baselines.ts";
import { refusalOf } from "./backtestRefusal.ts";
import { takenAtBudget } from "./budget.ts";
import type { Competitor } from "./Competitor.ts";
import { courseUntil } from "./courseUntil.ts";
import { leadTimes } from "./leadTimes.ts";
import { measureCompetitors } from "./measureCompetitors.ts";
import { originsOf } from "./origins.ts";
import { outcomeOf } from "./outcomeOf.ts";
import { ownList } from "./ownList.ts";
import { runBacktest } from "./runBacktest.ts";
import { sortRows, weightedAuc } from "./weighted.ts";

const firstMonday = "2024-01-01";
const sundayOf = (week: number): string => dayOf(dayNumber(firstMonday) + 7 * week + 6);

const week = (at: number, activeDays: number): ClientWeek =>
  ({ week: dayOf(dayNumber(firstMonday) + 7 * at), businessDays: 5, activeDays }) as ClientWeek;
const course = (
  party: string,
  active: ReadonlyArray<number>,
  end: ClientEnd | null = null,
  from = 0,
): ClientCourse => ({
  party,
  leftTruncated: false,
  weeks: active.map((days, n) => week(from + n, days)),
  end,
  segment: "",
  tier: "",
});
const leaves = (noticeOn: string, cause: ClientEnd["cause"] = "client_left"): ClientEnd => ({
  noticeOn,
  endsOn: dayOf(dayNumber(noticeOn) + 30),
  cause,
});

/** Clients that fall silent sixteen weeks before most of them leave, and others that write every week. */
const firm = (clients: number, weeks: number, seed: number): ReadonlyArray<ClientCourse> => {
  const random = seededRandom(seed);
  return Array.from({ length: clients }, (_, n) => {
    const goes = random.chance(0.5) ? random.int(45, weeks + 30) : null;
    const last = goes === null ? weeks : Math.min(weeks, goes + 4);
    const active = Array.from({ length: last }, (__, at) =>
      goes !== null && at > goes - 16 ? 0 : random.chance(0.85) ? 1 : 0,
    );
    const gone = goes !== null && goes < weeks ? leaves(sundayOf(goes)) : null;
    return course(`c${String(n).padStart(3, "0")}`, active, gone);
  });
};
const lastSunday = sundayOf(129);
/** Few, so that the suite is quick. */
const clients = 40;
const competitors: ReadonlyArray<Competitor> = [recencyFrequency(13), baseRateAlone(13), gapAlone(13)];
const options = { lastSunday, horizonWeeks: 13, competitors };
const measured = { budget: 0.1, seed: 1, draws: 100, givesChances: [true, true, true], baseRate: 1 };

describe("what came of a client after an origin", () => {
  const of = (end: ClientEnd | null) => outcomeOf(course("a", Array(60).fill(1), end), sundayOf(20), 13);
  it("is left from the day after up to the last day of the horizon", () => {
    assert.strictEqual(of(leaves(sundayOf(20))), "gone");
    assert.strictEqual(of(leaves(dayOf(dayNumber(sundayOf(20)) + 1))), "left");
    assert.strictEqual(of(leaves(sundayOf(33))), "left");
    assert.strictEqual(of(leaves(dayOf(dayNumber(sundayOf(33)) + 1))), "stayed");
    assert.strictEqual(of(null), "stayed");
  });
  it("of other causes is not known", () => {
    assert.strictEqual(of(leaves(sundayOf(25), "ended_by_us")), "censored");
    assert.strictEqual(of(leaves(sundayOf(40), "ended_by_us")), "stayed");
  });
  it("is nothing before its first week and after its last", () => {
    const young = course("a", [1, 1, 1], null, 21);
    assert.strictEqual(outcomeOf(young, sundayOf(20), 13), "gone");
    assert.strictEqual(outcomeOf(young, sundayOf(24), 13), "gone");
    assert.strictEqual(outcomeOf(young, sundayOf(21), 13), "stayed");
  });
});

describe("origins", () => {
  it("are every four weeks, with half a year and a horizon before and a horizon after", () => {
    const origins = originsOf([course("a", Array(130).fill(1))], lastSunday, 13);
    assert.strictEqual(origins.at(-1), sundayOf(129 - 13));
    assert.isAtLeast(dayNumber(origins[0]!), dayNumber(sundayOf(38)));
    assert.isBelow(dayNumber(origins[0]!), dayNumber(sundayOf(42)));
    for (const [n, origin] of origins.slice(1).entries())
      assert.strictEqual(dayNumber(origin) - dayNumber(origins[n]!), 28);
  });
  it("are none where the data are too young", () => {
    assert.deepStrictEqual(originsOf([course("a", Array(40).fill(1))], sundayOf(39), 13), []);
    assert.deepStrictEqual(originsOf([], lastSunday, 13), []);
  });
});

describe("a backtest", () => {
  const courses = firm(clients, 130, 4);

  it("learns from nothing after its origin, and is asked about nothing after the next", () => {
    const seen: Array<readonly [asOf: string, last: string, knowsEnd: boolean]> = [];
    const spy: Competitor = {
      name: "spy",
      givesChances: true,
      learn: (known, asOf) => {
        for (const { weeks, end } of known)
          seen.push([asOf, dayOf(dayNumber(weeks.at(-1)!.week) + 6), end !== null && end.noticeOn > asOf]);
        return (one, at) => {
          const later = one.weeks.length - 1 - at;
          assert.isAtMost(later, one.end === null ? 130 : 3 + 13 + 4);
          return 0.1;
        };
      },
    };
    runBacktest(courses, { ...options, competitors: [spy] });
    assert.isAbove(seen.length, 100);
    for (const [asOf, last, knowsEnd] of seen) {
      assert.isAtMost(dayNumber(last), dayNumber(asOf));
      assert.isFalse(knowsEnd);
    }
  });

  it("does not depend on the order of clients, and finds what was planted", () => {
    const figures = measureCompetitors(runBacktest(courses, options), measured);
    const shuffled = measureCompetitors(runBacktest(seededRandom(9).shuffle(courses), options), measured);
    assert.deepStrictEqual(shuffled, figures);
    const [model, base] = figures;
    assert.isAbove(model!.auc!.value, 0.85);
    assert.isAbove(model!.auc!.low!, 0.7);
    assert.strictEqual(base!.auc!.value, 0.5);
    assert.closeTo(base!.lift!.value, 1, 0.05);
    assert.isAtMost(model!.lift!.value, model!.liftMost! + 1e-12);
    assert.isNull(base!.leadTimes);
    assert.strictEqual(base!.brierSkill!.value, 0);
    assert.isAbove(base!.logLossBehind!.low!, 0);
    assert.isAbove(model!.leadTimes!.medianDays!, 20);
  });

  it("says nothing for where outcomes are noise", () => {
    const random = seededRandom(11);
    const ends = random.shuffle(courses.map(({ end, weeks }) => ({ end, weeks: weeks.length })));
    const noise = courses.map((one, n) => ({
      ...one,
      weeks: Array.from({ length: ends[n]!.weeks }, (_, at) => week(at, random.chance(0.85) ? 1 : 0)),
      end: ends[n]!.end,
    }));
    const [model] = measureCompetitors(runBacktest(noise, options), measured);
    assert.isBelow(model!.auc!.low!, 0.5);
    assert.isAbove(model!.auc!.high!, 0.5);
  });

  it("refuses below its minimum, and says why", () => {
    assert.isNull(refusalOf(runBacktest(courses, options), courses));
    const few = courses.map((one, n) => (n < clients - 8 ? { ...one, end: null } : one));
    assert.match(
      refusalOf(runBacktest(few, options), few)!.reason,
      /^only \d+ clients? ha(s|ve) left within/,
    );
    const small = courses.slice(0, 19);
    assert.match(refusalOf(runBacktest(small, options), small)!.reason, /^only 19 clients could be asked/);
    const young = courses.map((one) => courseUntil(one, sundayOf(40))!);
    const asked = runBacktest(young, { ...options, lastSunday: sundayOf(40) });
    assert.match(refusalOf(asked, young)!.reason, /do not go back far enough: 52 weeks/);
    assert.match(refusalOf(runBacktest([], options), [])!.reason, /no client/);
  });
});

describe("figures by weight", () => {
  const random = seededRandom(3);
  const rowsOf = (origins: number) =>
    Array.from({ length: 60 }, () => ({
      origin: random.int(0, origins - 1),
      cluster: random.int(0, 9),
      hit: random.chance(0.3),
      score: random.int(0, 12),
    }));
  it("equal those of the rows written out", () => {
    for (let time = 0; time < 50; time++) {
      const rows = rowsOf(1);
      const weights = Array.from({ length: 10 }, () => random.int(0, 3));
      const written = rows.flatMap(({ cluster, hit, score }) =>
        Array.from({ length: weights[cluster]! }, () => ({ score, happened: hit })),
      );
      const own = weightedAuc(sortRows(rows), weights);
      if (own === null) assert.isNull(auc(written));
      else assert.closeTo(own, auc(written)!, 1e-12);
    }
  });
  it("compare clients of one origin alone", () => {
    const rows = rowsOf(4);
    const weights = Array.from({ length: 10 }, () => 1);
    // What is added to everybody of an origin orders nobody.
    const shifted = rows.map((row) => ({ ...row, score: row.score + 100 * row.origin }));
    assert.strictEqual(weightedAuc(sortRows(shifted), weights), weightedAuc(sortRows(rows), weights));
    const pairs = rows.flatMap((a) =>
      rows.flatMap((b) =>
        a.origin === b.origin && a.hit && !b.hit
          ? [a.score === b.score ? 0.5 : a.score > b.score ? 1 : 0]
          : [],
      ),
    );
    const won = pairs.reduce<number>((sum, one) => sum + one, 0);
    assert.closeTo(weightedAuc(sortRows(rows), weights)!, won / pairs.length, 1e-12);
  });
});

describe("a budget", () => {
  const row = (party: string, score: number | null) => ({ party, origin: 0, left: false, foretold: [score] });
  it("takes of a tie across its border the same part of each, and nothing that is on no list", () => {
    const rows = ["a", "b", "c", "d", "e"].map((party, n) => row(party, [3, 2, 2, 2, null][n]!));
    assert.deepStrictEqual([...takenAtBudget(rows, 0, 0.4)], [1, 1 / 3, 1 / 3, 1 / 3, 0]);
    assert.deepStrictEqual([...takenAtBudget(rows, 0, 1)], [1, 1, 1, 1, 0]);
  });
});

describe("the time between standing out and notice", () => {
  const quiet = course("q", Array(120).fill(1), leaves(sundayOf(100)));
  const others = Array.from({ length: 30 }, (_, n) => course(`o${n}`, Array(130).fill(1)));
  const list = (from: number, until: number | null) =>
    ownList([{ party: "q", from: sundayOf(from), until: until === null ? null : sundayOf(until), risk: 2 }]);
  const lead = (from: number, until: number | null) => {
    const run = runBacktest([quiet, ...others], { ...options, competitors: [list(from, until)] });
    return leadTimes(run, 0, 0.1);
  };
  it("is from the first day of four weeks on end", () => {
    // The list changes between origins: who is on it counts from the next origin on, which knows a threshold.
    const { left, foretold, medianDays } = lead(60, null);
    assert.deepStrictEqual([left, foretold], [1, 1]);
    assert.isAtMost(Math.abs(medianDays! - 7 * 40), 28);
    assert.strictEqual(lead(98, null).foretold, 0);
    assert.strictEqual(lead(98, null).medianDaysOfAll, 0);
  });
  it("does not count what was taken back long before", () => {
    assert.strictEqual(lead(60, 80).foretold, 0);
    assert.strictEqual(lead(60, 90).foretold, 1);
  });
});
