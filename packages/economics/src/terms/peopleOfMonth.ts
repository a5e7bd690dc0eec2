import type { Person } from "@rapport/domain/economics/effort/EffortMonth";
import type { ExchangeRates } from "@rapport/domain/economics/money/ExchangeRates";
import { daysOfMonth, weekdayOf } from "./daysOfMonth.ts";
import type { CostRate } from "./readRates.ts";
import type { Member, Staff, WorkingWeek } from "./readStaff.ts";

export const worksOn = (week: WorkingWeek, day: string): boolean =>
  week.workingDays.includes(weekdayOf(day)) && !week.holidays.has(day);

const dayMs = 86_400_000;

const paidSeconds = (
  member: Member,
  week: WorkingWeek,
  days: ReadonlyArray<string>,
): ReadonlyMap<string, number> =>
  new Map(
    days
      .filter((day) => {
        const startMs = Date.parse(day);
        return startMs + dayMs > member.joinedAt && startMs < member.leftAt && worksOn(week, day);
      })
      .map((day) => [day, week.secondsOfDay] as const),
  );

const inOrderOfDay = (a: CostRate, b: CostRate): number =>
  a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1;

/** A member's own rates; before the first of them those of the band. */
const ratesOf = (
  member: Member,
  rates: ReadonlyArray<CostRate>,
  memberOf: ReadonlyMap<string, string>,
): ReadonlyArray<CostRate> => {
  const own = rates.filter(
    ({ member: party }) => party !== "" && (memberOf.get(party) ?? party) === member.id,
  );
  const first = own[0]?.from;
  const ofBand = rates.filter(
    ({ member: party, band, from }) =>
      party === "" && band !== "" && band === member.band && (first === undefined || from < first),
  );
  return [...ofBand, ...own];
};

/**
 * Our members over a month, by id: what an hour of each costs in the reporting currency (a rate in another currency
 * at the exchange rate of the day it holds from; one that nothing converts is none), and the seconds that are paid.
 */
export const peopleOfMonth = (
  month: string,
  staff: Staff,
  costRates: ReadonlyArray<CostRate>,
  exchangeRates: ExchangeRates,
  reportingCurrency: string,
): ReadonlyArray<Person> => {
  const days = daysOfMonth(month);
  const rates = costRates.toSorted(inOrderOfDay);
  return staff.members.map((member) => ({
    id: member.id,
    band: member.band,
    rates: ratesOf(member, rates, staff.memberOf).flatMap(({ from, currency, hourlyMinor }) => {
      const converted = exchangeRates.convert(from, hourlyMinor, currency, reportingCurrency);
      return converted === null ? [] : [{ from, hourlyMinor: converted }];
    }),
    paidSeconds: paidSeconds(member, staff.calendars.get(member.calendarId) ?? staff.firmWeek, days),
  }));
};
