import { mulDivRound } from "./apportion.ts";
import type { TimeFact } from "./EffortMonth.ts";
import { compareText, type Estimate, inTime } from "./Estimate.ts";
import { holderKey, PersonTime } from "./PersonTime.ts";

/** An estimate after calibration, and what of it nothing more important holds the place of; seconds. */
export interface OwnedEstimate {
  readonly estimate: Estimate;
  readonly calibratedSeconds: number;
  readonly ownedSeconds: number;
}

/** The time of each of us; entries of a day in order of their start, then id. */
export const timeOfPeople = (times: ReadonlyArray<TimeFact>): ReadonlyMap<string, PersonTime> => {
  const people = new Map<string, PersonTime>();
  for (const { person, day, holder, seconds, startMs, endMs } of inTime(times, (time) => time.startMs ?? 0)) {
    let time = people.get(person);
    if (time === undefined) people.set(person, (time = new PersonTime()));
    const interval = startMs === null || endMs === null ? null : { startMs, endMs };
    time.log(day, holderKey(holder), seconds, interval);
  }
  return people;
};

/**
 * Calibrates estimates of one kind, given in order of time, and gives each its place in its person's time as far as
 * it is free; kinds are to come in order of priority. What has no place is owned whole so far. Same order as given.
 */
export const ownPlaces = (
  estimates: ReadonlyArray<Estimate>,
  factorMicro: number,
  timeOf: (person: string) => PersonTime,
): ReadonlyArray<OwnedEstimate> => {
  const calibrated = estimates.map(({ rawSeconds }) => mulDivRound(rawSeconds, factorMicro, 1_000_000));
  const owned = [...calibrated];
  for (const index of inOrderOfClaim(estimates)) {
    const { person, place, ms } = estimates[index]!;
    const seconds = calibrated[index]!;
    if (person === null || place === null || seconds === 0) continue;
    const [startMs, endMs] = place === "before" ? [ms - seconds * 1000, ms] : [place.startMs, place.endMs];
    if (endMs <= startMs) continue;
    owned[index] = mulDivRound(seconds, timeOf(person).take(startMs, endMs), endMs - startMs);
  }
  return estimates.map((estimate, i) => ({
    estimate,
    calibratedSeconds: calibrated[i]!,
    ownedSeconds: owned[i]!,
  }));
};

const claimOf = ({ place }: Estimate): number => (place === null || place === "before" ? 1 : place.claim);

/** Of meetings at once, the one that was accepted; else as they come. What claims nothing takes no place. */
const inOrderOfClaim = (estimates: ReadonlyArray<Estimate>): ReadonlyArray<number> => {
  const indexes = estimates.flatMap(({ place }, index) => (place === null ? [] : [index]));
  return indexes.every((index) => claimOf(estimates[index]!) === 1)
    ? indexes
    : indexes.toSorted((a, b) => claimOf(estimates[b]!) - claimOf(estimates[a]!) || a - b);
};

/** Holders of an event in a fixed order. */
export const inOrderOfHolder = <H extends { readonly state: string; readonly party: string }>(
  holders: ReadonlyArray<H>,
): ReadonlyArray<H> =>
  holders.length < 2
    ? holders
    : holders.toSorted((a, b) => compareText(a.state, b.state) || compareText(a.party, b.party));
