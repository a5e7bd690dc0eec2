import { mulDivRound } from "./apportion.ts";
import type { TimeFact } from "./EffortMonth.ts";
import type { Estimate } from "./Estimate.ts";
import { inTime } from "./fixedOrder.ts";
import { PersonTime } from "./PersonTime.ts";

/** The time of each of us, made as it is asked for. */
export class TimeOfPeople {
  readonly #people = new Map<string, PersonTime>();

  /** Begins with the entries; those of a day in order of their start, then id. */
  constructor(times: ReadonlyArray<TimeFact>) {
    for (const { person, day, holder, seconds, startMs, endMs } of inTime(
      times,
      (time) => time.startMs ?? 0,
    )) {
      const interval = startMs === null || endMs === null ? null : { startMs, endMs };
      this.of(person).log(day, holder, seconds, interval);
    }
  }

  of(person: string): PersonTime {
    let time = this.#people.get(person);
    if (time === undefined) this.#people.set(person, (time = new PersonTime()));
    return time;
  }
}

/**
 * Calibrates estimates of one kind, given in order of time, and gives each its place in its person's time as far as
 * that is free; kinds are to come in order of priority. Delivers the seconds of each, by index: what nothing more
 * important holds the place of. What has no place is owned whole so far.
 */
export const ownPlaces = (
  estimates: ReadonlyArray<Estimate>,
  factorMicro: number,
  people: TimeOfPeople,
): Float64Array => {
  const owned = Float64Array.from(estimates, ({ rawSeconds }) =>
    mulDivRound(rawSeconds, factorMicro, 1_000_000),
  );
  for (const index of inOrderOfClaim(estimates)) {
    const { person, place, ms } = estimates[index]!;
    const seconds = owned[index]!;
    if (person === null || place === null || seconds === 0) continue;
    const startMs = place === "before" ? ms - seconds * 1000 : place.startMs;
    const endMs = place === "before" ? ms : place.endMs;
    if (endMs <= startMs) continue;
    owned[index] = mulDivRound(seconds, people.of(person).take(startMs, endMs), endMs - startMs);
  }
  return owned;
};

const claimOf = ({ place }: Estimate): number => (place === null || place === "before" ? 1 : place.claim);

/** Of meetings at once, the one that was accepted; else as they come. */
const inOrderOfClaim = (estimates: ReadonlyArray<Estimate>): ReadonlyArray<number> => {
  const indexes = estimates.flatMap(({ place }, index) => (place === null ? [] : [index]));
  return indexes.every((index) => claimOf(estimates[index]!) === 1)
    ? indexes
    : indexes.toSorted((a, b) => claimOf(estimates[b]!) - claimOf(estimates[a]!) || a - b);
};
