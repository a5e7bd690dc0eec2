import type { ClientCourse, ClientEnd } from "@rapport/domain/risk/ClientWeek";
import { noCounts } from "@rapport/simulator/Counts";
import { liveAgency } from "@rapport/simulator/liveAgency";
import type { Run } from "@rapport/simulator/Run";
import { isClosed } from "@rapport/simulator/time/closedDays";
import { type AgencyOptions, makeWorld } from "@rapport/simulator/world/makeWorld";
import { type HeardInvoice, hearBooks } from "./hearBooks.ts";
import { hearMail } from "./hearMail.ts";
import { hearMeetings } from "./hearMeetings.ts";
import { hearTickets } from "./hearTickets.ts";
import { contract, openThen, people, receivables } from "./weekEnds.ts";
import { ClientTally, dayMs, isoDay, weekEndMs, weekOf, weekStartMs } from "./WeekTally.ts";

/** A client of a simulated agency as its weeks, and what is true of it. */
export interface SimulatedCourse {
  readonly course: ClientCourse;
  readonly plants: ReadonlyArray<string>;
  /** True hazard of notice per month (`YYYY-MM`) lived through. */
  readonly hazards: ReadonlyArray<{ readonly month: string; readonly hazard: number }>;
}

const nothing = { add: () => {}, close: () => {} };
const untold = {
  clientMonths: nothing,
  clientMonthMoney: nothing,
  internalMonths: nothing,
  trueMonths: nothing,
  economicMonths: nothing,
  capacityMonths: nothing,
};

const endOf = (run: Run, index: number): ClientEnd | null => {
  const { noticeDay, leavesDay } = run.states[index]!;
  if (noticeDay === null || leavesDay === null || noticeDay >= run.world.endDay) return null;
  return {
    noticeOn: isoDay(noticeDay * dayMs),
    endsOn: isoDay((leavesDay - 1) * dayMs),
    cause: "client_left",
  };
};

/** Days of the week that are no weekend and no holiday. */
const businessDays = (week: number): number => {
  const monday = weekStartMs(week) / dayMs;
  return [0, 1, 2, 3, 4, 5, 6].filter((add) => !isClosed(monday + add)).length;
};

const listen = (options: AgencyOptions) => {
  const world = makeWorld(options);
  const tallies = world.clients.map(() => new ClientTally());
  const tallyOf = (client: number) => tallies[client]!;
  const meetings = hearMeetings(tallyOf);
  const heard = hearBooks(world, tallyOf);
  const keepers = {
    truth: untold,
    books: heard.books,
    mailboxes: hearMail(tallyOf),
    helpDesk: hearTickets(tallyOf),
    calendars: meetings.keeper,
  };
  const days = liveAgency(world, keepers, noCounts());
  for (;;) {
    const next = days.next();
    if (next.done !== true) continue;
    meetings.end();
    heard.end();
    return { run: next.value, tallies, heard };
  }
};

/**
 * Lives through a simulated agency and counts the weeks of its clients in memory: the columns of `ClientWeek`, apart from
 * the product's own readers, projection and SQL. A few things are not told apart as finely: tone by the simulator's own
 * sentences, our answers by hours of UTC, no effort beside what is logged.
 */
export const simulateCourses = (options: AgencyOptions): ReadonlyArray<SimulatedCourse> => {
  const { run, tallies, heard } = listen(options);
  const { world } = run;
  const invoices = new Map<number, Array<HeardInvoice>>();
  for (const one of heard.invoices.values())
    invoices.set(one.client, [...(invoices.get(one.client) ?? []), one]);
  const complete = weekOf(world.endDay * dayMs) - 1;
  return world.clients.flatMap((client, index) => {
    const tally = tallies[index]!;
    const { first } = tally;
    if (first === null) return [];
    const end = endOf(run, index);
    const last = end === null ? complete : Math.min(complete, weekOf(Date.parse(end.endsOn)));
    const contracts = heard.contracts.filter((one) => one.client === index);
    const begins = Math.max(first, weekOf(world.startDay * dayMs));
    const weeks = Array.from({ length: Math.max(0, last - begins + 1) }, (_, i) => {
      const week = begins + i;
      const into = tally.at(weekStartMs(week));
      into.businessDays = businessDays(week);
      for (let day = weekStartMs(week) / dayMs; day < weekEndMs(week) / dayMs; day++)
        if (tally.activeDays.has(day)) into.activeDays++;
      people(tally, client, week, into);
      openThen(tally, week, into);
      receivables(invoices.get(index) ?? [], heard.pence, week, into);
      contract(contracts, week, into);
      return into;
    });
    for (const one of run.ownerships)
      if (one.client === client.id && one.fromDay > Math.max(client.startsDay, world.startDay)) {
        const at = weekOf(one.fromDay * dayMs) - begins;
        if (weeks[at] !== undefined) weeks[at].ownerChanged = 1;
      }
    const { segment, tier, plants } = client;
    const course = { party: client.id, leftTruncated: client.startsDay === 0, weeks, end, segment, tier };
    return [{ course, plants, hazards: run.states[index]!.hazards }];
  });
};
