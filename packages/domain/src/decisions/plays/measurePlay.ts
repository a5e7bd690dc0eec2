import { changeTrend } from "./changeTrend.ts";
import { candidateOf, type Candidate, nearest, scalesOf } from "./match.ts";
import { type Measure, measures, playMeasures } from "./measures.ts";
import type { MeasuredPlay, NoEffect, PlayCourse, PlayEffect, StartedPlay } from "./PlayCourse.ts";
import { studentQuantile } from "./studentQuantile.ts";
import { fewestAfter, fewestBefore, overlapping, sameWeeks, type Windows, windowsOf } from "./windows.ts";

/** Clients without a play over the same weeks below which nothing is told. */
const fewestOthers = 8;
/** Eight of ten. */
const upper = 0.9;

const mean = (values: ReadonlyArray<number>): number => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * Difference in differences: how the measure changed with the client, less how it changed with the clients most like it
 * before, each less what is usual where it stood. Its error is what the same comparison gives for clients with whom
 * nothing was done (placebos; Conley and Taber 2011, for few who were treated), more for a client that stands further out;
 * the interval is Student's with as many degrees.
 */
const effectOf = (treated: Candidate, others: ReadonlyArray<Candidate>, measure: Measure): PlayEffect => {
  const scales = scalesOf(others);
  const trend = changeTrend(others, scales);
  const beyond = new Map(others.map((one) => [one.party, trend.beyond(one)]));
  const beyondOf = (matched: ReadonlyArray<Candidate>) =>
    mean(matched.map(({ party }) => beyond.get(party)!));
  const matched = nearest(treated, others, scales);
  const effect = trend.beyond(treated) - beyondOf(matched);
  const placebos = others.map(
    (one) => trend.beyondWithoutItself(one) - beyondOf(nearest(one, others, scales)),
  );
  const usual = mean(others.map((one) => 1 / (1 - trend.leverage(one))));
  const error = Math.sqrt((mean(placebos.map((one) => one ** 2)) * (1 + trend.leverage(treated))) / usual);
  const reach = studentQuantile(upper, placebos.length - 1) * error;
  return {
    measure: measure.name,
    before: treated.before,
    after: treated.after,
    othersChange: treated.after - treated.before - effect,
    effect,
    low: effect - reach,
    high: effect + reach,
    error,
    matched: matched.map(({ party }) => party),
    eligible: others.length,
  };
};

/** The other clients that were there over the same weeks, and with whom nothing was begun that reaches into them. */
const untouched = (
  party: string,
  windows: Windows,
  courses: ReadonlyArray<PlayCourse>,
  plays: ReadonlyArray<StartedPlay>,
): ReadonlyArray<readonly [party: string, windows: Windows]> => {
  const touched = new Set(plays.filter((play) => overlapping(play, windows)).map((play) => play.party));
  return courses.flatMap((course) => {
    if (course.party === party || touched.has(course.party)) return [];
    const same = sameWeeks(course, windows);
    return same === null ? [] : [[course.party, same] as const];
  });
};

const whyNone = ({ before, after }: Windows): NoEffect | null => {
  if (before.length < fewestBefore) return "no_time_before";
  return after.length < fewestAfter ? "no_time_after" : null;
};

/**
 * What came of a play, measure by measure: 13 weeks before the week it began in against up to 13 after, beside clients
 * like it. `courses` hold every client's weeks up to the day that is looked at, `plays` all of them: a client with a play
 * of its own in these weeks is compared with nobody.
 */
export const measurePlay = (
  play: StartedPlay,
  courses: ReadonlyArray<PlayCourse>,
  plays: ReadonlyArray<StartedPlay>,
): MeasuredPlay => {
  const course = courses.find(({ party }) => party === play.party) ?? { party: play.party, weeks: [] };
  const windows = windowsOf(course, play);
  const why = whyNone(windows);
  const others = why === null ? untouched(play.party, windows, courses, plays) : [];
  const effects = playMeasures.map((name) => {
    const none = (reason: NoEffect) => ({ measure: name, none: reason });
    if (why !== null) return none(why);
    const measure = measures[name];
    const treated = candidateOf(play.party, windows, measure);
    if (treated === null) return none("not_measured");
    const candidates = others.flatMap(([party, same]) => candidateOf(party, same, measure) ?? []);
    return candidates.length < fewestOthers
      ? none("too_few_like_it")
      : effectOf(treated, candidates, measure);
  });
  return { ...play, weeksBefore: windows.before.length, weeksAfter: windows.after.length, effects };
};
