import type { LifetimeRow } from "@rapport/contracts/http/economics/LifetimeValue";
import { lifetimeInterval } from "@rapport/domain/economics/money/lifetimeDraws";
import { expectedMargins, lifetimeValueMinor } from "@rapport/domain/economics/money/lifetimeValue";
import type { ClientLife } from "./lifetimeQueries.ts";

/** Quarters looked back on. */
export const mostQuarters = 8;
/** Without contracts, a client of whom nothing was seen for so long has ended. */
const quietMonths = 6;

const endedFor = (life: ClientLife): number | null => {
  if (life.contracts > 0) return life.ended_months;
  return life.quiet_months >= quietMonths ? life.quiet_months : null;
};

/** How many clients ended, and over how many quarters they were clients, all together. */
export const survivalOf = (lives: ReadonlyArray<ClientLife>) => {
  const endedClients = lives.filter((life) => endedFor(life) !== null).length;
  const months = lives.reduce((sum, life) => sum + Math.max(0, life.months - (endedFor(life) ?? 0)), 0);
  return { endedClients, clientQuarters: months / 3 };
};

const orNull = (text: string): string | null => (text === "" ? null : text);

/** A value, the months of it that are looked back on, and how much of its margin is its own. */
export interface ExpectedValue {
  readonly row: LifetimeRow;
  readonly months: number;
  readonly weight: number;
}

/** Values without their intervals, of the clients that have not ended. */
export const expectValues = (
  lives: ReadonlyArray<ClientLife>,
  margins: ReadonlyMap<string, ReadonlyMap<number, number>>,
  terms: { readonly survival: number; readonly discountPerYear: number },
): ReadonlyArray<ExpectedValue> => {
  const clients = lives.map((life) => {
    const quarters = Math.min(mostQuarters, Math.floor(life.months / 3));
    const seen = margins.get(life.client);
    return {
      party: life.client,
      marginsMinor: Array.from({ length: quarters }, (_, n) => seen?.get(n) ?? 0),
    };
  });
  const expected = expectedMargins(clients);
  return lives.flatMap((life, n) => {
    if (endedFor(life) !== null) return [];
    const { marginMinor, weight } = expected[n]!;
    const own = clients[n]!.marginsMinor;
    const sum = own.reduce((of, margin) => of + margin, 0);
    const row: LifetimeRow = {
      id: life.client,
      name: life.name,
      state: "client",
      owner: orNull(life.owner),
      ownerName: orNull(life.owner_name),
      segment: orNull(life.segment),
      quartersSeen: own.length,
      ownMarginMinor: own.length === 0 ? null : Math.round(sum / own.length) || 0,
      expectedMarginMinor: marginMinor,
      ownPercent: Math.round(weight * 10_000) / 100,
      valueMinor: lifetimeValueMinor({ marginMinor, ...terms }),
      valueLowMinor: null,
      valueHighMinor: null,
      lossProbabilityPercent: null,
    };
    return [{ row, months: Math.min(life.months, 3 * mostQuarters), weight }];
  });
};

/**
 * The value with its interval: `deviations` are those of the client's contribution over all months looked back on,
 * which count as far as its own margin does; `survivals` are the firm's.
 */
export const withInterval = (
  { row, months, weight }: ExpectedValue,
  deviations: ReadonlyArray<number>,
  survivals: ReadonlyArray<number>,
  discountPerYear: number,
): LifetimeRow => {
  const drawn = deviations.map((deviation) => row.expectedMarginMinor + (weight * deviation * 3) / months);
  const interval = lifetimeInterval(drawn, survivals, discountPerYear);
  if (interval === null) return row;
  const { lowMinor: valueLowMinor, highMinor: valueHighMinor, lossShare } = interval;
  return {
    ...row,
    valueLowMinor,
    valueHighMinor,
    lossProbabilityPercent: Math.round(lossShare * 10_000) / 100,
  };
};
