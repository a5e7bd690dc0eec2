import { type Contract, type Convert, inForceOn, recurringOn } from "./RecurringVersion.ts";

/** What became of a client's recurring revenue between two days. */
export type MovementKind =
  | "kept"
  | "expanded"
  | "contracted"
  /** It had some and has none. */
  | "lost"
  | "new"
  /** It had none on the first day, and had had some before. */
  | "won_back"
  /** None on either day. */
  | "none";

/**
 * Minor units a month. In the currency of the first day: what comes and goes by exchange rates alone is `exchangeMinor`.
 * `openingMinor` + new + won back + expansion − contraction − lost + exchange = `closingMinor`, exactly.
 */
export interface Movement {
  readonly kind: MovementKind;
  readonly openingMinor: number;
  readonly newMinor: number;
  readonly wonBackMinor: number;
  readonly expansionMinor: number;
  readonly contractionMinor: number;
  readonly lostMinor: number;
  readonly exchangeMinor: number;
  readonly closingMinor: number;
  /** The contract versions that both sums are of. */
  readonly eventIds: ReadonlyArray<string>;
}

const unmoved = {
  newMinor: 0,
  wonBackMinor: 0,
  expansionMinor: 0,
  contractionMinor: 0,
  lostMinor: 0,
  exchangeMinor: 0,
};

/** Whether a contract with a fee that recurs was in force on any day up to `day`, as it was known then. */
const everRecurred = (contracts: ReadonlyArray<Contract>, day: string): boolean =>
  contracts.some((versions) =>
    versions.some((version) => {
      const { knownOn, startsOn } = version;
      const from = knownOn > startsOn ? knownOn : startsOn;
      return (version.ownFeeMonth ?? 0) > 0 && from <= day && inForceOn([versions], from).includes(version);
    }),
  );

/** What became of a client between the ends of two days, each valued at its own day's rates. */
export const movementOf = (
  contracts: ReadonlyArray<Contract>,
  opening: { readonly day: string; readonly convert: Convert },
  closing: { readonly day: string; readonly convert: Convert },
): Movement => {
  const before = recurringOn(contracts, opening.day, opening.convert);
  const after = recurringOn(contracts, closing.day, closing.convert);
  const openingMinor = before.monthMinor;
  const closingMinor = after.monthMinor;
  const all = {
    ...unmoved,
    openingMinor,
    closingMinor,
    eventIds: [...new Set([...before.eventIds, ...after.eventIds])],
  };
  if (openingMinor === 0) {
    if (closingMinor === 0) return { ...all, kind: "none" };
    // It was a client all along; only nobody said what its currency was worth. Below, nobody says it any more.
    if (before.unconverted.length > 0) return { ...all, kind: "kept", exchangeMinor: closingMinor };
    return everRecurred(contracts, opening.day)
      ? { ...all, kind: "won_back", wonBackMinor: closingMinor }
      : { ...all, kind: "new", newMinor: closingMinor };
  }
  if (closingMinor === 0) {
    return after.unconverted.length > 0
      ? { ...all, kind: "kept", exchangeMinor: -openingMinor }
      : { ...all, kind: "lost", lostMinor: openingMinor };
  }
  // A currency that had no rate on the first day is taken at the last day's.
  const steady: Convert = (minor, currency) =>
    opening.convert(minor, currency) ?? closing.convert(minor, currency);
  const atOpening = recurringOn(contracts, closing.day, steady).monthMinor;
  const change = atOpening - openingMinor;
  return {
    ...all,
    kind: change > 0 ? "expanded" : change < 0 ? "contracted" : "kept",
    expansionMinor: Math.max(0, change),
    contractionMinor: Math.max(0, -change),
    exchangeMinor: closingMinor - atOpening,
  };
};
