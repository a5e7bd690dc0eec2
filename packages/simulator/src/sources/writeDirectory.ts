import { join } from "node:path";
import { isoDay } from "../time/days.ts";
import type { Contact, World } from "../world/types.ts";
import { CsvFile } from "./csv.ts";
import { subdomain } from "./HelpDesk.ts";

/** Who looked after a client from a day on. */
export interface Ownership {
  readonly client: string;
  readonly member: string;
  readonly fromDay: number;
  toDay: number | null;
}

const calendarOf: Readonly<Record<string, string>> = {
  "Europe/London": "london",
  "Europe/Berlin": "berlin",
  "Europe/Paris": "paris",
  "Europe/Madrid": "madrid",
  "America/New_York": "new-york",
  "America/Los_Angeles": "los-angeles",
  "Asia/Singapore": "singapore",
};
const holidaysOf: Readonly<Record<string, string>> = {
  "Europe/London": "GB-ENG",
  "Europe/Berlin": "DE-BE",
  "Europe/Paris": "FR",
  "Europe/Madrid": "ES-MD",
  "America/New_York": "US-NY",
  "America/Los_Angeles": "US-CA",
  "Asia/Singapore": "SG",
};

/** From inclusive, to exclusive; empty where it has no end. */
const periodOf = ({ guest, fromDay, toDay }: Contact) => {
  const from = guest === null ? (fromDay === 0 ? null : fromDay) : guest.linkedFromDay;
  const to = guest === null ? toDay : guest.linkedToDay;
  return { from: from === null ? null : isoDay(from), to: to === null ? null : isoDay(to) };
};

const writeClients = (folder: string, world: World): void => {
  const clients = new CsvFile(join(folder, "clients.csv"), [
    "client", "name", "domains", "addresses", "billing", "projects", "parties", "segment", "tier", "currency",
    "time_zone", "calendar",
  ] as const); // prettier-ignore
  const contacts = new CsvFile(join(folder, "contacts.csv"), [
    "email", "client", "name", "title", "seniority", "from", "to",
  ] as const); // prettier-ignore
  for (const client of world.clients) {
    clients.row({
      client: client.id,
      name: client.name,
      domains: client.domains.join(";"),
      billing: client.billing,
      projects: client.projects.join(";"),
      parties:
        client.zendeskOrganization === null ? null : `zendesk-org:${subdomain}/${client.zendeskOrganization}`,
      segment: client.segment,
      tier: client.tier,
      currency: client.currency,
      time_zone: client.zone.name,
      calendar: calendarOf[client.zone.name]!,
    });
    for (const contact of client.contacts) {
      contacts.row({
        email: contact.email,
        client: client.id,
        name: contact.name,
        title: contact.title,
        seniority: contact.seniority,
        ...periodOf(contact),
      });
    }
  }
  clients.close();
  contacts.close();
};

const writeMembers = (folder: string, world: World): void => {
  const members = new CsvFile(join(folder, "members.csv"), [
    "member", "name", "emails", "parties", "band", "role", "team", "calendar", "joined_on", "left_on",
  ] as const); // prettier-ignore
  for (const member of world.members) {
    members.row({
      member: member.id,
      name: member.name,
      emails: member.emails.join(";"),
      parties: `zendesk-user:${subdomain}/${member.zendeskUser}`,
      band: member.band,
      role: member.role,
      team: member.team,
      calendar: "london",
      joined_on: isoDay(member.joinedDay),
      left_on: member.leftDay === null ? null : isoDay(member.leftDay),
    });
  }
  members.close();
};

const writeFirm = (folder: string, world: World): void => {
  const firm = new CsvFile(join(folder, "firm.csv"), [
    "domains", "addresses", "time_zone", "days", "start", "end", "holidays",
  ] as const); // prettier-ignore
  firm.row({
    domains: world.firm.domain,
    time_zone: world.firm.zone.name,
    days: "1;2;3;4;5",
    start: "09:00",
    end: "17:30",
    holidays: "GB-ENG",
  });
  firm.close();
  const calendars = new CsvFile(join(folder, "calendars.csv"), [
    "calendar", "time_zone", "days", "start", "end", "holidays",
  ] as const); // prettier-ignore
  for (const [zone, calendar] of Object.entries(calendarOf)) {
    calendars.row({
      calendar,
      time_zone: zone,
      days: "1;2;3;4;5",
      start: "09:00",
      end: "17:30",
      holidays: holidaysOf[zone]!,
    });
  }
  calendars.close();
};

/** The directory as `rapport directory import` takes it. */
export const writeDirectory = (folder: string, world: World, ownerships: ReadonlyArray<Ownership>): void => {
  writeFirm(folder, world);
  writeMembers(folder, world);
  writeClients(folder, world);
  const owners = new CsvFile(join(folder, "owners.csv"), ["client", "role", "member", "from", "to"] as const);
  // One that began and ended on one day was never in force.
  for (const one of ownerships.filter(({ fromDay, toDay }) => toDay === null || toDay > fromDay)) {
    owners.row({
      client: one.client,
      role: "owner",
      member: one.member,
      from: isoDay(one.fromDay),
      to: one.toDay === null ? null : isoDay(one.toDay),
    });
  }
  owners.close();
};
