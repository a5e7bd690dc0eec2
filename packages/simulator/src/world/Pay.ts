import type { Chance } from "../chance/Chance.ts";
import { dayMs, firstDayOf, monthIndex } from "../time/days.ts";
import { type Exchange, penceOn } from "./Exchange.ts";
import type { Member } from "./types.ts";

/** What an hour of practical capacity costs from a day on, minor units. */
export interface PayRate {
  readonly fromDay: number;
  readonly currency: string;
  readonly hourlyMinor: number;
}
/** Rates of bands, and of those who have one of their own, which goes before the band's. In order of day. */
export interface Pay {
  readonly bands: ReadonlyMap<Member["band"], ReadonlyArray<PayRate>>;
  readonly members: ReadonlyMap<string, ReadonlyArray<PayRate>>;
}

export const bandCosts = { partner: 9_500, lead: 6_800, senior: 5_200, junior: 3_400 } as const;

/** To five pence, so that an hour's tenths are no broken pennies. */
const raised = (minor: number, percent: number): number => Math.round((minor * (1 + percent / 100)) / 5) * 5;

const dated = (
  first: PayRate,
  raises: ReadonlyArray<{ readonly day: number; readonly percent: number }>,
): ReadonlyArray<PayRate> => {
  const rates = [first];
  for (const { day, percent } of raises) {
    if (day > first.fromDay)
      rates.push({ ...first, fromDay: day, hourlyMinor: raised(rates.at(-1)!.hourlyMinor, percent) });
  }
  return rates;
};

/** Days of each year lived through on which a month of the year (0–11) has that date. */
const yearly = (startDay: number, endDay: number, month: number, date: number): ReadonlyArray<number> => {
  const days: Array<number> = [];
  for (let index = monthIndex(startDay * dayMs); firstDayOf(index) < endDay; index++)
    if (index % 12 === month) days.push(firstDayOf(index) + date - 1);
  return days.filter((day) => day < endDay);
};

/**
 * Bands are raised in January, the younger two in July besides. Two in five have a rate of their own, raised in the
 * middle of April; one in ten is paid in euros.
 */
export const makePay = (
  chance: Chance,
  members: ReadonlyArray<Member>,
  startDay: number,
  endDay: number,
): Pay => {
  const raises = (month: number, date: number, least: number, most: number) =>
    yearly(startDay, endDay, month, date).map((day) => ({
      day,
      percent: least + (most - least) * chance.next(),
    }));
  const bands = new Map(
    (["partner", "lead", "senior", "junior"] as const).map((band) => {
      const january = raises(0, 1, 2, 4.5);
      const july = band === "senior" || band === "junior" ? raises(6, 1, 1, 2) : [];
      const first = { fromDay: startDay, currency: "GBP", hourlyMinor: bandCosts[band] };
      return [
        band,
        dated(
          first,
          [...january, ...july].toSorted((a, b) => a.day - b.day),
        ),
      ] as const;
    }),
  );
  const own = members
    .filter(({ index }) => index % 5 === 3 || index % 5 === 0)
    .map((member) => {
      const euros = member.index % 10 === 3;
      const first = {
        fromDay: startDay,
        currency: euros ? "EUR" : "GBP",
        hourlyMinor: euros ? raised(member.hourlyCostMinor / 0.85, 0) : member.hourlyCostMinor,
      };
      return [member.id, dated(first, raises(3, 16, 1.5, 5))] as const;
    });
  return { bands, members: new Map(own) };
};

/** Pence of a member's hour on a day; a rate in another currency is converted once, on the day it begins. */
export const hourlyPenceOn = (pay: Pay, exchange: Exchange, member: Member, day: number): number => {
  const rates = pay.members.get(member.id) ?? pay.bands.get(member.band)!;
  const rate = rates.findLast((one) => one.fromDay <= day) ?? rates[0]!;
  return penceOn(exchange, rate.fromDay, rate.hourlyMinor, rate.currency);
};

/** What seconds cost at that rate of an hour, rounded to the penny. */
export const costOfSeconds = (seconds: number, hourlyPence: number): number =>
  Math.round((seconds * hourlyPence) / 3600);
