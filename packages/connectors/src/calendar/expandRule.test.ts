import { describe, expect, it } from "@effect/vitest";
import { seededRandom, type SeededRandom } from "@rapport/testing/seededRandom";
import { readCalendarTime } from "./CalendarTime.ts";
import { expandRule, type RuleBounds } from "./expandRule.ts";
import { readRule, type RecurrenceRule } from "./RecurrenceRule.ts";

const ruleOf = (text: string): RecurrenceRule => {
  const rule = readRule(text);
  if (typeof rule === "string") throw new Error(`${text}: ${rule}`);
  return rule;
};
const wall = (text: string): number => readCalendarTime(text, null)!.wallMs;
const text = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const bounds: RuleBounds = { untilMs: wall("20400101"), occurrences: 1_000, steps: 100_000 };
const expand = (rule: string, start: string, more: Partial<RuleBounds> = {}) =>
  expandRule(ruleOf(rule), wall(start), (utcMs) => utcMs, { ...bounds, ...more });
const days = (rule: string, start: string): Array<string> =>
  expand(rule, start).wallMs.map((ms) => text(ms).slice(0, 10));

describe("readRule", () => {
  it.each([
    ["FREQ=OFTEN", /FREQ=OFTEN is unknown/],
    ["COUNT=3", /FREQ= is unknown/],
    ["FREQ=DAILY;INTERVAL=0", /INTERVAL=0 is no count/],
    ["FREQ=DAILY;COUNT=-1", /COUNT=-1 is no count/],
    ["FREQ=DAILY;BYMONTH=13", /BYMONTH=13 is out of its range/],
    ["FREQ=DAILY;BYMONTHDAY=0", /BYMONTHDAY=0 is out of its range/],
    ["FREQ=DAILY;BYHOUR=x", /BYHOUR=X is out of its range/],
    ["FREQ=WEEKLY;BYDAY=XX", /BYDAY=XX is no weekday/],
    ["FREQ=DAILY;UNTIL=soon", /UNTIL=SOON is no time/],
    ["RSCALE=HEBREW;FREQ=YEARLY", /only the Gregorian calendar is read/],
  ])("refuses %s", (rule, reason) => {
    expect(readRule(rule)).toMatch(reason);
  });

  it("takes lower case, spaces and an empty part", () => {
    expect(readRule("freq=weekly; byday=mo ,tu;")).toMatchObject({
      frequency: "WEEKLY",
      byDay: [{ weekday: "MO" }, { weekday: "TU" }],
    });
  });
});

// The examples of RFC 5545 3.8.5.3 and RFC 7529 4.4, and what was wrong in libraries.
describe("expandRule", () => {
  it.each([
    ["FREQ=YEARLY;BYDAY=20MO;COUNT=3", "19970519T090000", ["1997-05-19", "1998-05-18", "1999-05-17"]],
    ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "19970512T090000", ["1997-05-12", "1998-05-11", "1999-05-17"]],
    ["FREQ=YEARLY;BYWEEKNO=1,2;COUNT=4", "20130101T000000", ["2013-01-01", "2013-01-08", "2013-12-31", "2014-01-07"]],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "19970902T090000", ["1998-02-13", "1998-03-13", "1998-11-13"]],
    ["FREQ=YEARLY;BYDAY=FR;BYYEARDAY=-275,-276,-277,-278,-279,-280,-281;COUNT=3", "20060331T020000", ["2006-03-31", "2007-03-30", "2008-03-28"]],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3", "19970929T090000", ["1997-09-29", "1997-10-30", "1997-11-27"]],
    ["FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "19970805T090000", ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]],
    ["FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "19970805T090000", ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"]],
    ["FREQ=YEARLY;BYDAY=1SU;BYMONTHDAY=2,28,29;COUNT=2", "20200205T091500", ["2022-01-02", "2028-01-02"]],
    ["FREQ=YEARLY;BYMONTHDAY=1,15,29;BYYEARDAY=-100,60;COUNT=2", "20020115T200000", ["2002-03-01", "2003-03-01"]],
    ["FREQ=YEARLY;BYDAY=SU,WE,MO;BYMONTHDAY=-2,-1,10,15;BYWEEKNO=1,10,53;COUNT=3", "20110325T133000", ["2012-12-31", "2013-03-10", "2013-12-30"]],
    ["FREQ=YEARLY;BYDAY=FR,TH,SU,MO;BYYEARDAY=200,201,202;BYSETPOS=-1;COUNT=2", "20110805T093000", ["2012-07-20", "2013-07-21"]],
    ["FREQ=MONTHLY;COUNT=3", "20070131T090000", ["2007-01-31", "2007-03-31", "2007-05-31"]],
    ["FREQ=YEARLY;COUNT=3", "20120229T090000", ["2012-02-29", "2016-02-29", "2020-02-29"]],
    ["RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4", "20140131", ["2014-01-31", "2014-02-28", "2014-03-31", "2014-04-30"]],
    ["RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;COUNT=4", "20140131", ["2014-01-31", "2014-03-01", "2014-03-31", "2014-05-01"]],
    ["RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=366;SKIP=BACKWARD;COUNT=3", "20121231T120000", ["2012-12-31", "2013-12-31", "2014-12-31"]],
    ["FREQ=DAILY;UNTIL=20260103", "20260101T230000", ["2026-01-01", "2026-01-02", "2026-01-03"]],
    ["FREQ=DAILY;UNTIL=20260103T090000Z", "20260101T090000", ["2026-01-01", "2026-01-02", "2026-01-03"]],
    ["FREQ=DAILY;UNTIL=20251231T000000Z", "20260101T090000", []],
    ["FREQ=DAILY;COUNT=1", "20260101T090000", ["2026-01-01"]],
  ])("%s from %s", (rule, start, expected) => {
    expect(days(rule, start)).toEqual(expected);
    expect(expand(rule, start).stopped).toBeNull();
  }); // prettier-ignore

  it("takes UNTIL in UTC by the clock of the series", () => {
    const rule = ruleOf("FREQ=DAILY;UNTIL=20260103T080000Z");
    const inBerlin = expandRule(rule, wall("20260101T090000"), (utcMs) => utcMs + 3_600_000, bounds);
    expect(inBerlin.wallMs).toHaveLength(3);
    const inNewYork = (until: string) =>
      expandRule(
        ruleOf(`FREQ=DAILY;UNTIL=${until}`),
        wall("20260101T090000"),
        (utcMs) => utcMs - 5 * 3_600_000,
        bounds,
      );
    expect(inNewYork("20260103T135959Z").wallMs).toHaveLength(2);
    expect(inNewYork("20260103T140000Z").wallMs).toHaveLength(3);
    // 9:00 with a Z is 9:00 in New York, by mistake.
    expect(inNewYork("20260103T090000Z").wallMs).toHaveLength(3);
    expect(inNewYork("20260103T080000Z").wallMs).toHaveLength(2);
  });

  it.each([
    ["FREQ=SECONDLY", "occurrences"],
    ["FREQ=DAILY;COUNT=1000000", "occurrences"],
    ["FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9", "occurrences"],
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "horizon"],
    ["FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "horizon"],
    ["FREQ=YEARLY;INTERVAL=999999999999", "horizon"],
    ["FREQ=HOURLY;BYDAY=MO;BYSETPOS=7", "steps"],
  ])("%s ends, and says why", (rule, stopped) => {
    const { wallMs, stopped: said } = expand(rule, "20260101T090000", { steps: 10_000 });
    expect(said).toBe(stopped);
    expect(wallMs.length).toBeLessThanOrEqual(1_000);
  }); // prettier-ignore

  const randomRule = (random: SeededRandom): string => {
    const some = (name: string, values: ReadonlyArray<string | number>, most: number) =>
      random.chance(0.35)
        ? [`${name}=${random.shuffle(values).slice(0, random.int(1, most)).join(",")}`]
        : [];
    const frequency = random.pick(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"]);
    const parts = [
      `FREQ=${frequency}`,
      ...(random.chance(0.5) ? [`INTERVAL=${random.int(1, 5)}`] : []),
      ...some("BYMONTH", [1, 2, 3, 6, 9, 12], 4),
      ...some("BYDAY", ["MO", "TU", "WE", "FR", "SU"], 3),
      ...(frequency === "WEEKLY" ? [] : some("BYMONTHDAY", [1, 13, 28, 29, 31, -1, -2], 3)),
      ...some("BYHOUR", [0, 9, 17], 2),
    ];
    const setPos = parts.some((part) => part.startsWith("BY")) ? some("BYSETPOS", [1, 2, -1], 2) : [];
    const end = random.chance(0.3) ? [`COUNT=${random.int(1, 40)}`] : [];
    return [...parts, ...setPos, ...end].join(";");
  };

  it("gives the same up to any horizon as up to a later one", () => {
    const random = seededRandom(20_260_101);
    for (let round = 0; round < 60; round++) {
      const rule = randomRule(random);
      const start = `20${random.int(10, 25)}0${random.int(1, 9)}${random.int(10, 28)}T090000`;
      const near = wall(start) + random.int(0, 400) * 86_400_000 + random.int(0, 86_399_999);
      const far = expand(rule, start, { untilMs: near + random.int(1, 800) * 86_400_000 });
      const close = expand(rule, start, { untilMs: near });
      expect([rule, start, close.wallMs]).toEqual([
        rule,
        start,
        far.wallMs.filter((ms) => ms <= near).slice(0, 1_000),
      ]);
      expect(close.wallMs).toEqual([...new Set(close.wallMs)].toSorted((a, b) => a - b));
    }
  });
});
