import { dayNumber } from "@rapport/domain/economics/money/days";
import type { ContractVersion } from "../sources/readContracts.ts";
import { sundayOf, weekOf } from "./weekNumbers.ts";

/** What a client's contracts say at the end of a week, by the versions known then. */
export interface ContractWeek {
  readonly underContract: boolean;
  readonly feeMonthMinor: number | null;
  readonly feeRaised: boolean;
  readonly noticeDeadlineDays: number | null;
}

/** A year later; of 29 February the 28th. */
const yearLater = (day: string): string => {
  const rest = day.slice(4) === "-02-29" ? "-02-28" : day.slice(4);
  return `${String(Number(day.slice(0, 4)) + 1).padStart(4, "0")}${rest}`;
};

const inForce = ({ startsOn, endsOn }: ContractVersion, day: string): boolean =>
  startsOn <= day && (endsOn === null || endsOn > day);

/**
 * Days from `day` until the client must give notice so that the contract does not renew; of one with a last day until that.
 * A renewal that has passed and nobody has told a new day of comes again each year.
 */
const daysToDecide = ({ endsOn, renewsOn, noticeDays }: ContractVersion, day: string): number | null => {
  if (endsOn !== null) return Math.max(0, dayNumber(endsOn) - dayNumber(day));
  if (renewsOn === null) return null;
  for (let renewal = renewsOn; ; renewal = yearLater(renewal)) {
    const days = dayNumber(renewal) - noticeDays - dayNumber(day);
    if (days >= 0 || renewal >= "2299") return Math.max(0, days);
  }
};

const leastOf = (days: ReadonlyArray<number | null>): number | null =>
  days.reduce((least, one) => (one === null || (least !== null && least <= one) ? least : one), null);

const sumOf = (fees: ReadonlyArray<number | null>): number | null =>
  fees.reduce((sum, fee) => (fee === null ? sum : (sum ?? 0) + fee), null);

/**
 * What the contracts of a client say at the end of each week from `first` on. `contracts`: of each its versions in the order
 * in which they came to be known.
 */
export const contractsOfWeeks = (
  contracts: ReadonlyArray<ReadonlyArray<ContractVersion>>,
  first: number,
  length: number,
): ReadonlyArray<ContractWeek> => {
  const raises = new Set(
    contracts.flatMap((versions) =>
      versions.flatMap((version, i) => {
        const before = versions[i - 1];
        const raised =
          before !== undefined &&
          before.currency === version.currency &&
          version.ownFeeMonth !== null &&
          before.ownFeeMonth !== null &&
          version.ownFeeMonth > before.ownFeeMonth;
        return raised ? [weekOf(version.knownOn)] : [];
      }),
    ),
  );
  return Array.from({ length }, (_, at) => {
    const day = sundayOf(first + at);
    const standing = contracts
      .flatMap((versions) => versions.findLast(({ knownOn }) => knownOn <= day) ?? [])
      .filter((version) => inForce(version, day));
    return {
      underContract: standing.length > 0,
      feeMonthMinor: sumOf(standing.map(({ feeMonthMinor }) => feeMonthMinor)),
      feeRaised: raises.has(first + at),
      noticeDeadlineDays: leastOf(standing.map((version) => daysToDecide(version, day))),
    };
  });
};
