import type { Run } from "../Run.ts";
import { majorUnits } from "../sources/csv.ts";
import { firstDayOf, isoDay } from "../time/days.ts";
import { tellContract } from "./Contracts.ts";

const rates = [
  ["EUR", "0.85"],
  ["USD", "0.78"],
  ["JPY", "0.0053"],
] as const;

/** What the books say before anything happens: contracts, the cost of an hour, exchange rates. */
export const openBooks = (run: Run): void => {
  const { world, books } = run;
  const firstDay = isoDay(world.startDay);
  for (const member of world.members) {
    books.costRates.row({
      member: member.id,
      valid_from: firstDay,
      currency: "GBP",
      hourly: majorUnits(member.hourlyCostMinor, "GBP"),
    });
  }
  for (const state of run.states) tellContract(run, state, world.startDay);
  for (const [from, rate] of rates) books.exchangeRates.row({ on: firstDay, from, to: "GBP", rate });
};

/** Rent and the like, once a month. */
export const overhead = (run: Run, month: number): void => {
  const day = isoDay(firstDayOf(month));
  const heads = run.world.members.length;
  const row = (category: string, minor: number) =>
    run.books.overhead.row({
      month: day,
      category,
      currency: "GBP",
      amount: majorUnits(minor, "GBP"),
    });
  row("rent", heads * 42_000);
  row("software", heads * 11_500);
};
