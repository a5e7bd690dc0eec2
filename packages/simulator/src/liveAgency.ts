import { Agenda } from "./Agenda.ts";
import { makeChance } from "./chance/Chance.ts";
import type { Counts } from "./Counts.ts";
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
import type { Keepers } from "./sources/Keepers.ts";
import { dayMs, monthIndex } from "./time/days.ts";
import { TruthBook } from "./truth/TruthBook.ts";
import type { Client, World } from "./world/types.ts";

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

const beginRun = (world: World, keepers: Keepers, counts: Counts): Run => {
  const { seed } = world;
  const truth = new TruthBook(keepers.truth);
  return {
    ...keepers,
    world,
    chance: makeChance(seed, "life"),
    agenda: new Agenda(),
    truth,
    states: world.clients.map((client) => stateOf(client, seed)),
    sheets: new TimeSheets(world, truth, keepers.books, makeChance(seed, "sheets"), counts),
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
 * Lives through the agency and tells the keepers what happens, as it happens. Gives each day done as it goes, so that the
 * caller may pause, and in the end everything it was lived with. Memory is bound by clients and members, not by events.
 */
export function* liveAgency(
  world: World,
  keepers: Keepers,
  counts: Counts,
): Generator<{ readonly done: number; readonly total: number }, Run> {
  const run = beginRun(world, keepers, counts);
  openBooks(run);
  const total = world.endDay - world.startDay;
  for (const day of live(run)) yield { done: day - world.startDay, total };
  for (const state of run.states) endSeries(run, state);
  exportOpenTickets(run);
  run.truth.end();
  return run;
}
