/** One version of a contract, as retention needs it. Days are `YYYY-MM-DD`, both ends included. */
export interface RecurringVersion {
  readonly eventId: string;
  /** The day on which it came to be known. */
  readonly knownOn: string;
  readonly startsOn: string;
  /** Last day; null while it is open. */
  readonly endsOn: string | null;
  readonly renewsOn: string | null;
  readonly noticeDays: number;
  readonly currency: string;
  /** The fee for a month, minor units of its own currency; null where it has none that recurs. */
  readonly ownFeeMonth: number | null;
}

/** The versions of one contract, in the order in which they came to be known. */
export type Contract = ReadonlyArray<RecurringVersion>;

/** Minor units of a currency in those of the reporting currency, at one day's rate; null where there is none. */
export type Convert = (minor: number, currency: string) => number | null;

/** What was known at the end of a day of each contract that has begun and not ended by then. */
export const inForceOn = (contracts: ReadonlyArray<Contract>, day: string): ReadonlyArray<RecurringVersion> =>
  contracts
    .flatMap((versions) => versions.findLast(({ knownOn }) => knownOn <= day) ?? [])
    .filter(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || endsOn > day));

/** Recurring revenue of a month, and which contracts say so. */
export interface Recurring {
  readonly monthMinor: number;
  readonly eventIds: ReadonlyArray<string>;
  /** Fees that no rate converts; they are in no sum. */
  readonly unconverted: ReadonlyArray<{ readonly currency: string; readonly monthMinor: number }>;
}

/** What the contracts in force at the end of a day bring in a month. */
export const recurringOn = (contracts: ReadonlyArray<Contract>, day: string, convert: Convert): Recurring => {
  let monthMinor = 0;
  const eventIds: Array<string> = [];
  const unconverted: Array<Recurring["unconverted"][number]> = [];
  for (const { eventId, ownFeeMonth, currency } of inForceOn(contracts, day)) {
    if (ownFeeMonth === null || ownFeeMonth === 0) continue;
    const minor = convert(ownFeeMonth, currency);
    if (minor === null) unconverted.push({ currency, monthMinor: ownFeeMonth });
    else {
      monthMinor += minor;
      eventIds.push(eventId);
    }
  }
  return { monthMinor, eventIds, unconverted };
};
