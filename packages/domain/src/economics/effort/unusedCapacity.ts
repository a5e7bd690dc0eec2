import type { Contribution } from "../Contribution.ts";
import type { EffortMonthInput } from "./EffortMonth.ts";
import type { LabourOfDay } from "./EffortRows.ts";
import { compareText } from "./fixedOrder.ts";
import type { Workforce } from "./Workforce.ts";

/** A contribution that no event of a party's made: what is left, or was shared out. */
export const bareContribution = (
  base: Pick<Contribution, "day" | "state" | "party" | "category"> & Partial<Contribution>,
): Contribution => ({
  measured: false,
  eventId: "",
  band: "",
  seconds: 0,
  rawSeconds: 0,
  costMinor: 0,
  revenueMinor: 0,
  cashMinor: 0,
  currency: "",
  ownMinor: 0,
  ...base,
});

export interface Capacity {
  readonly seconds: number;
  readonly costMinor: number;
  /** By day and band. */
  readonly unused: ReadonlyArray<Contribution>;
}

/**
 * The practical capacity of the month, and what of each day and band no work took: capacity less the day's work,
 * negative where more was worked than there was. So work and unused capacity cost what capacity costs, to the minor
 * unit, every day.
 */
export const unusedCapacity = (
  input: Pick<EffortMonthInput, "month" | "people">,
  workforce: Workforce,
  labour: ReadonlyMap<string, LabourOfDay>,
): Capacity => {
  const left = new Map<string, Map<string, { seconds: number; costMinor: number }>>();
  const add = (day: string, band: string, seconds: number, costMinor: number): void => {
    let bands = left.get(day);
    if (bands === undefined) left.set(day, (bands = new Map()));
    const known = bands.get(band);
    if (known === undefined) bands.set(band, { seconds, costMinor });
    else {
      known.seconds += seconds;
      known.costMinor += costMinor;
    }
  };
  let [seconds, costMinor] = [0, 0];
  for (const person of input.people)
    for (const day of person.paidSeconds.keys()) {
      if (!day.startsWith(input.month)) continue;
      const capacity = workforce.capacity(person, day);
      seconds += capacity.seconds;
      costMinor += capacity.costMinor;
      add(day, person.band, capacity.seconds, capacity.costMinor);
    }
  for (const [day, { bands }] of labour)
    for (const [band, worked] of bands) add(day, band, -worked.seconds, -worked.costMinor);
  return { seconds, costMinor, unused: unusedRows(left) };
};

const unusedRows = (
  left: ReadonlyMap<string, ReadonlyMap<string, { readonly seconds: number; readonly costMinor: number }>>,
): ReadonlyArray<Contribution> =>
  [...left.keys()].toSorted(compareText).flatMap((day) =>
    [...left.get(day)!]
      .filter(([, { seconds, costMinor }]) => seconds !== 0 || costMinor !== 0)
      .toSorted(([a], [b]) => compareText(a, b))
      .map(
        ([band, { seconds, costMinor }]) =>
        bareContribution({
          day, state: "unused", party: "", category: "unused_capacity", band, seconds, costMinor,
        }), // prettier-ignore
      ),
  );
