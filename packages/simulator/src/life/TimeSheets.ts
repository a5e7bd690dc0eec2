import type { Chance } from "../chance/Chance.ts";
import type { Counts } from "../Counts.ts";
import type { Keepers } from "../sources/Keepers.ts";
import { dayMs, dayOf, hourMs, isoDay, isoTime, minuteMs } from "../time/days.ts";
import { internalParty, type TruthBook } from "../truth/TruthBook.ts";
import { costOfSeconds, hourlyPenceOn } from "../world/Pay.ts";
import type { Client, Member, World } from "../world/types.ts";
import { nobodys, ours } from "../world/types.ts";

interface Worked {
  readonly member: number;
  readonly client: number;
  minutes: number;
  billable: boolean;
  activity: Activity;
}

/** What people say they did. */
export type Activity = "Correspondence" | "Meeting" | "Support" | "Project" | "Internal";
const communication: ReadonlySet<Activity> = new Set(["Correspondence", "Meeting", "Support"]);

/** A tenth of an hour: what people round their time to. */
const roundMinutes = 6;
/** Less than this is carried on to the next day. */
const leastMinutes = 12;

const hoursText = (minutes: number, asClock: boolean): string =>
  asClock
    ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`
    : String(minutes / 60 === Math.floor(minutes / 60) ? minutes / 60 : Number((minutes / 60).toFixed(1)));

/** A billing code that the directory does not know: work for those who are no clients yet. */
const pitchCode = "PITCH";

/** Some write down from when to when. */
const clockOf = (day: number, minutes: number) => {
  const startMs = day * dayMs + 9 * hourMs;
  return { start: isoTime(startMs), end: isoTime(startMs + minutes * minuteMs) };
};

/**
 * True work as it happens, and the time sheets people make of it: some of it forgotten, the rest rounded, a
 * few handed in weeks later. Holds the day's work per member and client.
 */
export class TimeSheets {
  readonly #world: World;
  readonly #truth: TruthBook;
  readonly #books: Keepers["books"];
  readonly #chance: Chance;
  readonly #counts: Counts;
  readonly #open = new Map<string, Worked>();
  #entry = 0;

  constructor(world: World, truth: TruthBook, books: Keepers["books"], chance: Chance, counts: Counts) {
    this.#world = world;
    this.#truth = truth;
    this.#books = books;
    this.#chance = chance;
    this.#counts = counts;
  }

  #hourlyPence(member: Member, day: number): number {
    return hourlyPenceOn(this.#world.pay, this.#world.exchange, member, day);
  }

  #party(client: number): string {
    if (client === ours) return internalParty;
    return client === nobodys ? `billing:${pitchCode}` : this.#world.clients[client]!.id;
  }

  /** `minutes` of a member's time went to a client, to ourselves or to a pitch at that moment. */
  worked(
    member: number,
    client: number,
    ms: number,
    minutes: number,
    activity: Activity,
    billable: boolean,
  ): void {
    const one = this.#world.members[member]!;
    const cell = this.#truth.cell(this.#party(client), ms);
    cell.trueMinutes += minutes;
    cell.trueCostMinor += (minutes / 60) * this.#hourlyPence(one, dayOf(ms));
    if (communication.has(activity)) cell.economics.communicationTrueMinutes += minutes;
    const key = `${member} ${client} ${activity} ${billable}`;
    const open = this.#open.get(key);
    if (open === undefined) this.#open.set(key, { member, client, minutes, billable, activity });
    else open.minutes += minutes;
  }

  /** The day is over: what is long enough is written down. Gives the billable minutes logged per client. */
  closeDay(day: number, billed: (client: Client, minutes: number) => void): void {
    for (const [key, worked] of this.#open) {
      if (worked.minutes < leastMinutes) continue;
      this.#open.delete(key);
      const member = this.#world.members[worked.member]!;
      // Mails and calls are what people forget to write down.
      const kept = worked.billable || worked.client === ours ? member.logsShare : member.logsShare * 0.65;
      const share = Math.min(1.1, kept * this.#chance.logNormal(1, 0.1));
      const minutes = Math.min(12 * 60, Math.round((worked.minutes * share) / roundMinutes) * roundMinutes);
      if (minutes > 0) this.#log(day, worked, minutes, billed);
    }
  }

  #log(
    day: number,
    worked: Worked,
    minutes: number,
    billed: (client: Client, minutes: number) => void,
  ): void {
    const member = this.#world.members[worked.member]!;
    const client = this.#world.clients[worked.client] ?? null;
    const number = ++this.#entry;
    const late = member.logsAfterDays > 14;
    (late ? this.#books.lateTime : this.#books.time).row({
      entry: `T${number}`,
      member: number % 3 === 0 ? member.email : member.id,
      client: client === null ? (worked.client === ours ? null : pitchCode) : client.billing,
      project: client === null ? null : client.projects[day % client.projects.length]!,
      worked_on: isoDay(day),
      ...(number % 5 === 0 ? clockOf(day, minutes) : {}),
      hours: hoursText(minutes, number % 4 === 0),
      billable: worked.billable,
      activity: worked.activity,
    });
    this.#counts.timeEntries++;
    const cell = this.#truth.cell(this.#party(worked.client), day * dayMs);
    cell.loggedSeconds += minutes * 60;
    cell.economics.loggedCostMinor += costOfSeconds(minutes * 60, this.#hourlyPence(member, day));
    if (communication.has(worked.activity)) cell.economics.communicationLoggedSeconds += minutes * 60;
    if (!worked.billable) return;
    cell.billableSeconds += minutes * 60;
    if (client !== null) billed(client, minutes);
  }
}
