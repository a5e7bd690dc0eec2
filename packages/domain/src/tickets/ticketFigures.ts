import type { TicketFigures } from "@rapport/contracts/TicketFigures";
import type { TicketLife } from "./TicketLife.ts";

/** What cannot be counted from the lives. See the contract for each. */
export interface TicketTotals {
  readonly events: number;
  readonly unreadable: number;
}

/** Elapsed ms to hours with two decimals, halves up; in integers, so that SQL gives the same digits. */
const roundedHours = (ms: number): number => Math.floor((ms + 18_000) / 36_000) / 100;

/** The value at rank floor(n * 0.5) of the sorted values, as ClickHouse's quantileExact; null of nothing. */
const medianHours = (times: ReadonlyArray<number>): number | null => {
  const sorted = Float64Array.from(times).toSorted();
  const median = sorted[Math.floor(sorted.length / 2)];
  return median === undefined ? null : roundedHours(median);
};

const count = <A>(items: ReadonlyArray<A>, is: (item: A) => boolean): number => items.filter(is).length;
const sum = <A>(items: ReadonlyArray<A>, of: (item: A) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** The figures of a source from the lives of its distinct tickets, in any order. */
export const ticketFigures = (totals: TicketTotals, lives: ReadonlyArray<TicketLife>): TicketFigures => {
  const standing = lives.filter((life) => !life.deleted && !life.merged);
  const times = (of: (life: TicketLife) => number | undefined): ReadonlyArray<number> =>
    standing.map(of).filter((ms): ms is number => ms !== undefined);
  return {
    tickets: lives.length,
    events: totals.events,
    deleted: count(lives, (life) => life.deleted),
    reopenedTickets: count(standing, (life) => life.reopenings > 0),
    reopenings: sum(standing, (life) => life.reopenings),
    reassignedTickets: count(standing, (life) => life.reassignments > 0),
    slaMade: sum(standing, (life) => life.slaKept),
    slaMissed: sum(standing, (life) => life.slaMissed),
    responseMedianHours: medianHours(times((life) => life.firstResponse?.elapsedMs)),
    openToResolvedMedianHours: medianHours(times((life) => life.resolution?.elapsedMs)),
    unreadable: totals.unreadable,
  };
};
