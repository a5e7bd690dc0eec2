import type { Run } from "../Run.ts";
import { majorUnits } from "../sources/csv.ts";
import { firstDayOf, isoDay } from "../time/days.ts";
import { isPaidDay } from "../time/bankHolidays.ts";
import { costOfSeconds, hourlyPenceOn, type PayRate } from "../world/Pay.ts";
import { tellContract } from "./Contracts.ts";

/** What the books say before anything happens: contracts, the cost of an hour, exchange rates. */
export const openBooks = (run: Run): void => {
  const { world, books } = run;
  const rate = (whose: { band: string } | { member: string }, { fromDay, currency, hourlyMinor }: PayRate) =>
    books.costRates.row({
      ...whose,
      valid_from: isoDay(fromDay),
      currency,
      hourly: majorUnits(hourlyMinor, currency),
    });
  for (const [band, rates] of world.pay.bands) for (const one of rates) rate({ band }, one);
  for (const [member, rates] of world.pay.members) for (const one of rates) rate({ member }, one);
  for (const state of run.states) tellContract(run, state, world.startDay);
  for (const { day, quotes } of world.exchange)
    for (const quote of quotes) books.exchangeRates.row({ on: isoDay(day), ...quote });
};

/** Four fifths of the hours paid are worked (Kaplan and Anderson 2004): of 9:00 to 17:30, 6.8 hours. */
const practicalSeconds = (8.5 * 3600 * 80) / 100;

/** Rent and the like, once a month; and what the month's hours are and cost, as the truth has it. */
export const overhead = (run: Run, month: number): void => {
  const { world, books, truth } = run;
  const day = isoDay(firstDayOf(month));
  const heads = world.members.length;
  const amounts = { rent: heads * 42_000, software: heads * 11_500 };
  for (const [category, minor] of Object.entries(amounts))
    books.overhead.row({ month: day, category, currency: "GBP", amount: majorUnits(minor, "GBP") });
  let [capacitySeconds, capacityCostMinor] = [0, 0];
  for (let on = firstDayOf(month); on < firstDayOf(month + 1); on++) {
    if (!isPaidDay(on)) continue;
    for (const member of world.members) {
      if (on < member.joinedDay || (member.leftDay !== null && on >= member.leftDay)) continue;
      capacitySeconds += practicalSeconds;
      capacityCostMinor += costOfSeconds(
        practicalSeconds,
        hourlyPenceOn(world.pay, world.exchange, member, on),
      );
    }
  }
  truth.capacity(month, {
    capacitySeconds,
    capacityCostMinor,
    overheadMinor: amounts.rent + amounts.software,
  });
};
