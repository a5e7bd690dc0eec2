import type { BgBbParameters } from "../../activity/BgBb.ts";
import type { ClientWeek } from "../ClientWeek.ts";
import {
  activities,
  type Activity,
  contactTrend,
  initiation,
  reciprocity,
  silenceFeature,
} from "./activityFeatures.ts";
import { inPhase } from "./contractPhase.ts";
import { type FeatureName, featureNames } from "./featureDefinitions.ts";
import { disputes, lateness, priceRise, revenueTrend } from "./moneyFeatures.ts";
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
  toneTrend,
  unanswered,
} from "./serviceFeatures.ts";
import { clamp, type FeatureAt, sums } from "./windows.ts";

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

const readersOf = (
  weeks: ReadonlyArray<ClientWeek>,
  told: ReadonlyArray<Activity>,
): Readonly<Record<FeatureName, FeatureAt>> => {
  const trend = contactTrend(weeks);
  return {
    "contract.none": inPhase(weeks, "none"),
    "contract.window": inPhase(weeks, "window"),
    "contract.between": inPhase(weeks, "between"),
    silence: silenceFeature(told),
    contactTrend: trend,
    reciprocity: reciprocity(weeks),
    initiation: initiation(weeks),
    revenueTrend: revenueTrend(weeks),
    lateness: lateness(weeks),
    disputes: disputes(weeks),
    priceRise: priceRise(weeks),
    ownerChange: ownerChange(weeks, trend),
    seniorLost: seniorLost(weeks),
    championSilent: championSilent(weeks),
    contacts: contacts(weeks),
    tenure: tenure(),
    openEscalations: openEscalations(weeks),
    ticketAge: ticketAge(weeks),
    reopened: reopened(weeks),
    heldDrop: heldDrop(weeks),
    cancelled: cancelled(weeks),
    answersOurs: answersOurs(weeks),
    answersOursTrend: answersOursTrend(weeks),
    unanswered: unanswered(weeks),
    answersTheirsTrend: answersTheirsTrend(weeks),
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
  weeks: ReadonlyArray<ClientWeek>,
  parameters: BgBbParameters,
  only: ReadonlyArray<number> = [...weeks.keys()],
): ReadonlyArray<FeatureRow> => {
  const told = activities(weeks, parameters);
  const byName = readersOf(weeks, told);
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
