import { daysBetween, dayNumber, dayOf } from "../economics/money/days.ts";
import { type Contract, inForceOn, type RecurringVersion } from "./RecurringVersion.ts";

/** The next day on which a contract in force goes on or stops. */
export interface Renewal {
  readonly version: RecurringVersion;
  readonly kind:
    /** It goes on after `on` unless somebody gives notice. */
    | "renews"
    /** It stops after `on`, and did not always say so: somebody gave notice. */
    | "ends_by_notice"
    /** It stops after `on`, as it always said. */
    | "ends_as_agreed";
  readonly on: string;
  /** The last day on which notice can be given; null where it stops anyway. */
  readonly noticeBy: string | null;
  /** Days from the as-of day until then; negative when it has passed. Null where it stops anyway. */
  readonly noticeDaysLeft: number | null;
}

/** The same day a year later; of 29 February the 28th. */
const yearLater = (day: string): string => {
  const rest = day.slice(4) === "-02-29" ? "-02-28" : day.slice(4);
  return `${String(Number(day.slice(0, 4)) + 1).padStart(4, "0")}${rest}`;
};

/** A renewal that has passed, of which nobody has told a new day, comes again each year. */
const nextAfter = (renewsOn: string, day: string): string => {
  let next = renewsOn;
  while (next <= day) next = yearLater(next);
  return next;
};

/** What comes next of the contracts in force at the end of a day, by what was known then; open ones without a day have none. */
export const renewalsOn = (contracts: ReadonlyArray<Contract>, day: string): ReadonlyArray<Renewal> =>
  contracts.flatMap((versions): ReadonlyArray<Renewal> => {
    const [version] = inForceOn([versions], day);
    if (version === undefined) return [];
    const { endsOn, renewsOn, noticeDays } = version;
    if (endsOn !== null) {
      const before = versions.filter(({ knownOn }) => knownOn <= day);
      const kind = before.some((one) => one.endsOn === null) ? "ends_by_notice" : "ends_as_agreed";
      return [{ version, kind, on: endsOn, noticeBy: null, noticeDaysLeft: null }];
    }
    if (renewsOn === null) return [];
    const on = nextAfter(renewsOn, day);
    const noticeBy = dayOf(dayNumber(on) - noticeDays);
    return [{ version, kind: "renews", on, noticeBy, noticeDaysLeft: daysBetween(day, noticeBy) }];
  });
