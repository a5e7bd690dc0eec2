import type { BgBbParameters } from "../../activity/BgBb.ts";
import type { ClientCourse } from "../ClientWeek.ts";
import {
  activities,
  type Activity,
  contactDays,
  contactTrend,
  initiation,
  reciprocity,
  silenceFeature,
} from "./activityFeatures.ts";
import { noContract, phaseShare } from "./contractPhase.ts";
import { type FeatureName, featureNames } from "./featureDefinitions.ts";
import { disputes, effortTrend, lateness, lateShare, priceRise, revenueTrend } from "./moneyFeatures.ts";
import { championSilent, contacts, ownerChange, seniorLost, tenure } from "./peopleFeatures.ts";
import {
  afterHours,
  answersOurs,
  answersOursTrend,
  answersTheirsTrend,
  cancelled,
  complaints,
  heldDrop,
  openEscalations,
  reopened,
  ticketAge,
  tone,
  toneTrend,
} from "./serviceFeatures.ts";
import { clamp, type FeatureAt, lately, sums, unknown } from "./windows.ts";

/** Of a course what features are made of; of one older than the data nobody knows its tenure. */
export type WeeksOfClient = Pick<ClientCourse, "weeks" | "leftTruncated">;

/** A client at the end of one week, as the hazard sees it. */
export interface FeatureRow {
  /** Monday. */
  readonly week: string;
  /** In the order of `featureNames`, in their own units; NaN: nothing to tell it by. */
  readonly values: Float64Array;
  readonly activity: Activity;
  /** Weeks of data, this one included, and those of them with contact of theirs. */
  readonly weeks: number;
  readonly activeWeeks: number;
}

const quarter = 13;
/** Business days a week, on average over a quarter, below which there was a holiday or an agreed break. */
const leastOpen = 2;

const readersOf = (
  { weeks, leftTruncated }: WeeksOfClient,
  told: ReadonlyArray<Activity>,
): Readonly<Record<FeatureName, FeatureAt>> => {
  const trend = contactTrend(weeks);
  const open = sums(weeks, ({ businessDays }) => businessDays);
  /** How much contact and work there is, whose, and what is called off: it says nothing in a quiet season, nor when they were mostly away. */
  const outOfSeason =
    (read: FeatureAt): FeatureAt =>
    (at) =>
      told[at]!.season || lately(open, at, quarter) < leastOpen * Math.min(quarter, at + 1)
        ? unknown
        : read(at);
  return {
    "contract.none": noContract(weeks),
    "contract.window": phaseShare(weeks, "window"),
    "contract.passed": phaseShare(weeks, "passed"),
    "contract.between": phaseShare(weeks, "between"),
    silence: silenceFeature(told),
    contactTrend: outOfSeason(trend),
    contactDays: outOfSeason(contactDays(weeks)),
    reciprocity: reciprocity(weeks),
    initiation: initiation(weeks),
    revenueTrend: outOfSeason(revenueTrend(weeks)),
    effortTrend: outOfSeason(effortTrend(weeks)),
    lateness: lateness(weeks),
    lateShare: lateShare(weeks),
    disputes: disputes(weeks),
    priceRise: priceRise(weeks),
    ownerChange: ownerChange(weeks, trend),
    seniorLost: outOfSeason(seniorLost(weeks)),
    championSilent: outOfSeason(championSilent(weeks)),
    contacts: outOfSeason(contacts(weeks)),
    tenure: leftTruncated ? () => unknown : tenure(),
    openEscalations: openEscalations(weeks),
    ticketAge: ticketAge(weeks),
    reopened: reopened(weeks),
    heldDrop: outOfSeason(heldDrop(weeks)),
    cancelled: outOfSeason(cancelled(weeks)),
    answersOurs: answersOurs(weeks),
    answersOursTrend: answersOursTrend(weeks),
    answersTheirsTrend: answersTheirsTrend(weeks),
    tone: tone(weeks),
    toneTrend: toneTrend(weeks),
    complaints: complaints(weeks),
    afterHours: afterHours(weeks),
  };
};

/**
 * The features of a client at the end of each of its weeks, in order; each a function of the weeks up to there and the
 * activity model alone. `only` names the weeks (indexes) that are wanted, all when left out.
 */
export const featuresOf = (
  course: WeeksOfClient,
  parameters: BgBbParameters,
  only: ReadonlyArray<number> = [...course.weeks.keys()],
): ReadonlyArray<FeatureRow> => {
  const { weeks } = course;
  const told = activities(weeks, parameters);
  const byName = readersOf(course, told);
  const readers = featureNames.map((name) => byName[name]);
  const active = sums(weeks, ({ activeDays }) => (activeDays > 0 ? 1 : 0));
  return only.map((at) => ({
    week: weeks[at]!.week,
    values: Float64Array.from(readers, (read) => read(at)),
    activity: told[at]!,
    weeks: at + 1,
    activeWeeks: active(0, at),
  }));
};

/** Standardised values beyond this count as this: a single odd figure decides nothing. */
export const furthest = 3;

/** A value in the network's standard deviations from its mean; 0 for what is not known. */
export const standardised = (
  value: number,
  { mean, sd }: { readonly mean: number; readonly sd: number },
): number => (Number.isNaN(value) ? 0 : clamp((value - mean) / sd, -furthest, furthest));
