import type { Exchange } from "./Exchange.ts";
import type { Pay } from "./Pay.ts";
import type { Zone } from "../time/Zone.ts";
import type { PlantName } from "./plants.ts";

/** Somebody with an address. `client` is the index of the client they write for, -1 ours, -2 nobody's. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly zone: Zone;
  readonly client: number;
}

export const ours = -1;
export const nobodys = -2;

/** One of us. */
export interface Member extends Person {
  readonly index: number;
  readonly id: string;
  readonly first: string;
  readonly emails: ReadonlyArray<string>;
  readonly band: "partner" | "lead" | "senior" | "junior";
  readonly role: string;
  readonly team: string;
  readonly zendeskUser: number;
  readonly joinedDay: number;
  /** First day away; null for who stays. */
  readonly leftDay: number | null;
  /** Pence of an hour at first, of those who have a rate of their own. */
  readonly hourlyCostMinor: number;
  /** Median working minutes until an answer, in quiet times. */
  readonly answersInMinutes: number;
  /** Share of the true time that reaches the time sheet. */
  readonly logsShare: number;
  /** Days after which the time sheet is handed in. */
  readonly logsAfterDays: number;
}

/** One of theirs. */
export interface Contact extends Person {
  readonly first: string;
  readonly title: string;
  readonly seniority: string;
  readonly fromDay: number;
  /** First day gone; null for who stays. */
  readonly toDay: number | null;
  /** Somebody of another firm who writes for this client for a while: mails only. `linkedFromDay` and `linkedToDay` are the days of the directory. */
  readonly guest: { readonly linkedFromDay: number | null; readonly linkedToDay: number | null } | null;
  readonly zendeskUser: number;
  /** Whether their computer knows what year it is. */
  readonly clockWrong: boolean;
  /** Share of their messages written in the evening or at the weekend. */
  readonly lateShare: number;
}

/** How the client pays: a fee a month with hours in it, projects with a price, or hours as they come. */
export type Plan = "retainer" | "project" | "hourly";

export interface Client {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly domains: ReadonlyArray<string>;
  readonly billing: string;
  readonly projects: ReadonlyArray<string>;
  readonly zendeskOrganization: number | null;
  readonly segment: string;
  readonly tier: "A" | "B" | "C";
  readonly currency: string;
  readonly zone: Zone;
  readonly language: "en" | "de" | "fr" | "es";
  readonly contacts: ReadonlyArray<Contact>;
  /** Indexes of members, the owner first. */
  readonly team: ReadonlyArray<number>;
  readonly plan: Plan;
  /** Per month, minor units of the currency. */
  readonly feeMinor: number;
  readonly retainerHours: number;
  readonly hourlyMinor: number;
  readonly noticeDays: number;
  readonly startsDay: number;
  /** Month of the year (0–11) of renewal. */
  readonly renewalMonth: number;
  /** Twelve factors, January first. */
  readonly season: ReadonlyArray<number>;
  readonly rates: Rates;
  readonly plants: ReadonlyArray<PlantName>;
}

/** What a client does by nature, before moods and seasons. */
export interface Rates {
  /** Conversations begun per working day. */
  readonly mails: number;
  readonly tickets: number;
  /** Days between regular meetings; null without. */
  readonly meetingEveryDays: number | null;
  /** Meetings called as need arises, per working day. */
  readonly calls: number;
  /** Hours of work a month. */
  readonly workHours: number;
  /** Share of threads that ask for more than was agreed. */
  readonly scopeShare: number;
  /** Days after the due date on which they pay, as a median. */
  readonly paysLateDays: number;
  /** Share of our attention they get: 1 is fair. */
  readonly attention: number;
  /** Mood at rest, standard deviations. */
  readonly temper: number;
}

/** Who shares an adviser with whom (indexes of clients), and the first day on which he is the other one's. */
export interface SharedContact {
  readonly email: string;
  readonly client: number;
  readonly other: number;
  readonly movesDay: number;
}

/** The firm, its people, its clients, and the time they are lived through. */
export interface World {
  readonly seed: number;
  readonly startDay: number;
  /** First day after the last one lived through. */
  readonly endDay: number;
  readonly firm: {
    readonly name: string;
    readonly domain: string;
    readonly zone: Zone;
    readonly currency: string;
  };
  readonly members: ReadonlyArray<Member>;
  readonly clients: ReadonlyArray<Client>;
  /** Organisations we write to that are nobody's client: prospects and suppliers. */
  readonly strangers: ReadonlyArray<Person>;
  readonly sharedContact: SharedContact | null;
  readonly pay: Pay;
  readonly exchange: Exchange;
}
