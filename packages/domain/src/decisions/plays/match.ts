import type { Measure, PlayWeek } from "./measures.ts";
import { measures } from "./measures.ts";
import type { Windows } from "./windows.ts";

/** Clients each is compared with. */
export const nearestCount = 8;
const recentWeeks = 4;
/** Weeks before the quarter before below which nothing is said of what is usual. */
const fewestEarlier = 8;

/** A client over the weeks of a play: what it is matched by, and how the measure changed. */
export interface Candidate {
  readonly party: string;
  readonly features: ReadonlyArray<number>;
  readonly before: number;
  readonly after: number;
}

const revenueLog = (weeks: ReadonlyArray<PlayWeek>): number =>
  Math.log(
    Math.max(
      0,
      weeks.reduce((sum, week) => sum + week.revenueMinor, 0),
    ) /
      weeks.length +
      1_000,
  );

/**
 * By what clients are alike before a play: how high the measure stood, beside the year before and in the last weeks (plays begin when
 * things are bad, and bad weeks pass by themselves), how much is paid and how much is done. Null where the measure is not
 * defined on either side.
 */
export const candidateOf = (
  party: string,
  { earlier, before, after }: Windows,
  measure: Measure,
): Candidate | null => {
  const level = measure.of(before, before);
  const now = measure.of(after, before);
  if (level === null || now === null) return null;
  const recent = measure.of(before.slice(-recentWeeks), before) ?? level;
  const usual = earlier.length < fewestEarlier ? level : (measure.of(earlier, before) ?? level);
  const effort = measures.effort.of(before, before) ?? 0;
  return {
    party,
    features: [level, level - usual, recent - level, revenueLog(before), effort],
    before: level,
    after: now,
  };
};

const spreadOf = (values: ReadonlyArray<number>): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

/** Standard deviations of each feature over candidates; 1 where they are all the same. */
export const scalesOf = (candidates: ReadonlyArray<Candidate>): ReadonlyArray<number> =>
  (candidates[0]?.features ?? []).map(
    (_, i) => spreadOf(candidates.map(({ features }) => features[i]!)) || 1,
  );

/** The nearest others, by Euclidean distance in standard deviations; of equals the first in the alphabet. */
export const nearest = (
  to: Candidate,
  others: ReadonlyArray<Candidate>,
  scales: ReadonlyArray<number>,
): ReadonlyArray<Candidate> =>
  others
    .filter(({ party }) => party !== to.party)
    .map((other) => ({
      other,
      distance: other.features.reduce(
        (sum, value, i) => sum + ((value - to.features[i]!) / scales[i]!) ** 2,
        0,
      ),
    }))
    .toSorted((a, b) => a.distance - b.distance || (a.other.party < b.other.party ? -1 : 1))
    .slice(0, nearestCount)
    .map(({ other }) => other);
