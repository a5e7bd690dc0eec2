import { activityHistories } from "../../activity/activityHistories.ts";
import { type ActivityHistory, type BgBbParameters, chanceActive, surpriseOf } from "../../activity/BgBb.ts";
import { logit } from "../../statistics/specialFunctions.ts";
import type { ClientWeek } from "../ClientWeek.ts";
import { seasonalQuiet } from "./seasonalQuiet.ts";
import { before, clamp, type FeatureAt, lately, sums, unknown, weeksBefore } from "./windows.ts";

/** Business weeks ahead for which contact is foretold (design 04 §1.3). */
export const aheadWeeks = 8;
/** Beyond these chances a silence is not told any surer. */
const leastChance = 0.002;

const without = (
  weeks: ReadonlyArray<ClientWeek>,
  quiet: ReadonlyArray<boolean>,
): ReadonlyArray<ClientWeek> =>
  weeks.map((week, at) => (quiet[at] === true ? { ...week, businessDays: 0 } : week));

/** A client's weeks with those that are no opportunity marked so: of its own quiet season too. */
export const opportunities = (weeks: ReadonlyArray<ClientWeek>): ReadonlyArray<ClientWeek> =>
  without(weeks, seasonalQuiet(weeks));

/** What the activity model says of a client at the end of a week. */
export interface Activity {
  readonly history: ActivityHistory | null;
  /** P(contact in the next 8 business weeks). */
  readonly active: number;
  /** How surprising the present silence is, 0 to 1. */
  readonly surprise: number;
  /** It is the time of the year at which it is quiet, or they are away: silence says nothing. */
  readonly season: boolean;
}

/** What has been asked for before: clients share few patterns, and a client's weeks follow each other. */
const remembered = new WeakMap<BgBbParameters, Map<number, Activity>>();

const chancesOf = (at: BgBbParameters, history: ActivityHistory): Activity => {
  const known = remembered.get(at) ?? new Map<number, Activity>();
  remembered.set(at, known);
  const { active, lastActive, opportunities: count } = history;
  const key = (active * 4096 + lastActive) * 4096 + count;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = {
    history,
    active: chanceActive(at, history, aheadWeeks),
    surprise: surpriseOf(at, history),
    season: false,
  };
  known.set(key, made);
  return made;
};

const never: Activity = { history: null, active: 0, surprise: 0, season: false };

/** Of each week, by the history up to its end. */
export const activities = (
  weeks: ReadonlyArray<ClientWeek>,
  parameters: BgBbParameters,
): ReadonlyArray<Activity> => {
  const quiet = seasonalQuiet(weeks);
  return activityHistories(without(weeks, quiet)).map((history, at) => {
    if (history === null) return never;
    const told = chancesOf(parameters, history);
    // One closed week is a holiday; after one with hardly a day it is a break that was agreed on.
    const away = at > 0 && weeks[at]!.businessDays === 0 && weeks[at - 1]!.businessDays <= 1;
    return quiet[at] === true || away ? { ...told, season: true } : told;
  });
};

/** The log-odds of no contact in the next 8 business weeks; unknown in a client's quiet season and while it is away. */
export const silenceFeature =
  (told: ReadonlyArray<Activity>): FeatureAt =>
  (at) => {
    const { history, active, season } = told[at]!;
    return history === null || season ? unknown : -logit(clamp(active, leastChance, 1 - leastChance));
  };

const quarter = 13;
const year = 52;
/** Active days that a quarter is drawn to what is usual by. */
const worth = 4;

/**
 * ln of their active days of the last 13 weeks over what was to be expected: by the rest of the year, or by the same weeks a
 * year before where those had fewer, so that a season does not look like leaving. Per business day.
 */
export const contactTrend = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const days = sums(weeks, ({ activeDays }) => activeDays);
  const open = sums(weeks, ({ businessDays }) => businessDays);
  return (at) => {
    if (weeksBefore(at, quarter, year - quarter) < quarter) return unknown;
    const opened = lately(open, at, quarter);
    const expectedBy = (contact: number, opportunity: number): number =>
      (contact / Math.max(1, opportunity)) * opened;
    const usual = expectedBy(
      before(days, at, quarter, year - quarter),
      before(open, at, quarter, year - quarter),
    );
    const lastYear =
      at + 1 < year + quarter
        ? usual
        : expectedBy(before(days, at, year, quarter), before(open, at, year, quarter));
    const expected = Math.min(usual, lastYear);
    return clamp(Math.log((lately(days, at, quarter) + worth) / (expected + worth)), -2, 2);
  };
};

/** ln of 1 and their active days of 13 weeks, as many business days as a quarter mostly has. */
export const contactDays = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const days = sums(weeks, ({ activeDays }) => activeDays);
  const open = sums(weeks, ({ businessDays }) => businessDays);
  return (at) => {
    const opened = lately(open, at, quarter);
    return opened < 20 ? unknown : Math.log1p((lately(days, at, quarter) / opened) * 63);
  };
};

/** Who writes as much as the other, 0 to 1 over 13 weeks. */
export const reciprocity = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const theirs = sums(weeks, ({ messagesIn }) => messagesIn);
  const ours = sums(weeks, ({ messagesOut }) => messagesOut);
  return (at) => {
    const [a, b] = [lately(theirs, at, quarter), lately(ours, at, quarter)];
    return a + b === 0 ? unknown : (Math.min(a, b) + 1) / (Math.max(a, b) + 1);
  };
};

/** Of the conversations of 26 weeks, those that they began. */
export const initiation = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const theirs = sums(weeks, ({ threadsByThem }) => threadsByThem);
  const ours = sums(weeks, ({ threadsByUs }) => threadsByUs);
  return (at) => {
    const [a, b] = [lately(theirs, at, 26), lately(ours, at, 26)];
    return a + b === 0 ? unknown : (a + 1) / (a + b + 2);
  };
};
