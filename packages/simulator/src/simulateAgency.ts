import { join } from "node:path";
import { Agenda } from "./Agenda.ts";
import { makeChance } from "./chance/Chance.ts";
import { type Counts, noCounts } from "./Counts.ts";
import { billAhead, billMonth } from "./life/Billing.ts";
import { renewContract } from "./life/Contracts.ts";
import { openBooks, overhead } from "./life/openBooks.ts";
import { firstDayWith, liveDay } from "./life/liveDay.ts";
import { endSeries } from "./life/standingMeetings.ts";
import { endMonth } from "./life/Mood.ts";
import { type ClientState, isActive } from "./life/State.ts";
import { exportOpenTickets } from "./life/Ticketing.ts";
import { TimeSheets } from "./life/TimeSheets.ts";
import { Numbers } from "./Numbers.ts";
import type { Run } from "./Run.ts";
import { Books } from "./sources/Books.ts";
import { Calendars } from "./sources/Calendars.ts";
import { HelpDesk } from "./sources/HelpDesk.ts";
import { Mailboxes } from "./sources/Mailboxes.ts";
import { writeDirectory } from "./sources/writeDirectory.ts";
import { writeReadme } from "./sources/writeReadme.ts";
import { dayMs, monthIndex } from "./time/days.ts";
import { TruthBook, truthParts } from "./truth/TruthBook.ts";
import { writeTruth } from "./truth/writeTruth.ts";
import { type AgencyOptions, makeWorld } from "./world/makeWorld.ts";
import type { Client } from "./world/types.ts";

const stateOf = (client: Client, seed: number): ClientState => ({
  client,
  chance: makeChance(seed, `life/${client.index}`),
  mood: client.rates.temper,
  team: client.team,
  noticeDay: null,
  leavesDay: null,
  championLostDay: null,
  ownerChangedDay: null,
  answers: 0,
  answersLogSum: 0,
  pains: 0,
  unbilledHours: 0,
  ahead: null,
  hazards: [],
});

const beginRun = (options: AgencyOptions, folder: string) => {
  const world = makeWorld(options);
  const counts = noCounts();
  const parts = truthParts(folder);
  const truth = new TruthBook(parts);
  const books = new Books(join(folder, "books"));
  const chance = makeChance(options.seed, "life");
  const run: Run = {
    world,
    chance,
    agenda: new Agenda(),
    truth,
    states: world.clients.map((client) => stateOf(client, options.seed)),
    sheets: new TimeSheets(world, truth, books, makeChance(options.seed, "sheets"), counts),
    mailboxes: new Mailboxes(join(folder, "mail"), world.members, world.members.length - 2, counts),
    helpDesk: new HelpDesk(join(folder, "helpdesk"), counts),
    calendars: new Calendars(join(folder, "calendars"), world.members),
    books,
    counts,
    numbers: new Numbers(),
    series: new Map(),
    openTickets: new Set(),
    ownerships: world.clients.map((client) => ({
      client: client.id,
      member: world.members[client.team[0]!]!.id,
      fromDay: Math.max(client.startsDay, world.startDay),
      toDay: null,
    })),
  };
  return { run, parts };
};

/** Lives through the days one after the other; gives the day after each, so that the caller may pause. */
function* live(run: Run): Generator<number> {
  const { world } = run;
  let lived = 0;
  for (let day = world.startDay; day < world.endDay; day++) {
    const month = monthIndex(day * dayMs);
    if (day === world.startDay || month !== monthIndex((day - 1) * dayMs)) {
      run.truth.begin(month);
      overhead(run, month);
      for (const state of run.states) {
        if (!isActive(state, day)) continue;
        renewContract(run, state, day);
        if (month % 3 === 0 && day > firstDayWith(run, state)) billAhead(run, state, day);
      }
    }
    liveDay(run, day);
    if (month !== monthIndex((day + 1) * dayMs)) {
      for (const state of run.states) {
        if (isActive(state, day)) billMonth(run, state, month);
        endMonth(run, state, month, lived);
      }
      lived++;
    }
    yield day + 1;
  }
}

/**
 * Simulates the agency into `folder`, which must exist. Gives each day done as it goes, and in the end what
 * was made. The same options write the same bytes. Memory is bound by clients and members, not by events:
 * everything is written as it happens.
 */
export function* simulateAgency(
  options: AgencyOptions,
  folder: string,
): Generator<{ readonly done: number; readonly total: number }, Counts> {
  const { run, parts } = beginRun(options, folder);
  const { world } = run;
  writeReadme(folder, options, null);
  openBooks(run);
  const total = world.endDay - world.startDay;
  for (const day of live(run)) yield { done: day - world.startDay, total };
  for (const state of run.states) endSeries(run, state);
  exportOpenTickets(run);
  run.truth.end();
  run.mailboxes.close();
  run.helpDesk.close(world);
  run.calendars.close();
  run.books.close();
  writeDirectory(join(folder, "directory"), world, run.ownerships);
  writeTruth(run, options, join(folder, "truth.json"), parts);
  writeReadme(folder, options, run.counts);
  return run.counts;
}
