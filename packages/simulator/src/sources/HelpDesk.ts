import { join } from "node:path";
import type { Counts } from "../Counts.ts";
import { isoTime } from "../time/days.ts";
import type { World } from "../world/types.ts";
import { TextFile } from "./TextFile.ts";

/** Tenant of the help desk; the ingest takes it as the account. */
export const subdomain = "simulated-northlight";
const api = `https://${subdomain}.zendesk.com/api/v2`;
const pageSize = 500;
/** Zendesk's incremental exports give the last tickets of a page again on the next. */
const overlap = 20;

/** One audit: what somebody did to a ticket in one step. `events` are Zendesk's own. */
export interface Audit {
  readonly atMs: number;
  readonly authorId: number;
  readonly events: ReadonlyArray<Record<string, unknown>>;
  readonly via?: Record<string, unknown>;
}

/** A ticket as the help desk keeps it. */
export interface HelpTicket {
  readonly id: number;
  readonly openedMs: number;
  readonly requesterId: number;
  readonly organizationId: number | null;
  readonly subject: string;
  readonly description: string;
  readonly channel: string;
  priority: string;
  readonly audits: Array<Audit>;
  status: string;
  assigneeId: number | null;
  groupId: number | null;
  updatedMs: number;
  tags: ReadonlyArray<string>;
}

/** Writes JSON objects as pages of one list, `name-0001.json` and on. */
class Pages {
  readonly #folder: string;
  readonly #name: string;
  readonly #again: number;
  #page: Array<string> = [];
  #pages = 0;
  #lastMs = 0;

  constructor(folder: string, name: string, again: number) {
    this.#folder = folder;
    this.#name = name;
    this.#again = again;
  }

  add(object: unknown, atMs: number): void {
    this.#page.push(JSON.stringify(object));
    this.#lastMs = Math.max(this.#lastMs, atMs);
    if (this.#page.length >= pageSize) this.#write(false);
  }

  #write(last: boolean): void {
    const number = ++this.#pages;
    const file = new TextFile(join(this.#folder, `${this.#name}-${String(number).padStart(4, "0")}.json`));
    const endTime = Math.floor(this.#lastMs / 1000);
    const next = last
      ? "null"
      : JSON.stringify(`${api}/incremental/${this.#name}.json?start_time=${endTime}`);
    file.write(`{"${this.#name}":[${this.#page.join(",")}],`);
    file.write(
      `"count":${this.#page.length},"end_of_stream":${last},"end_time":${endTime},"next_page":${next}}\n`,
    );
    file.close();
    this.#page = this.#again === 0 ? [] : this.#page.slice(-this.#again);
  }

  close(): void {
    if (this.#page.length > 0) this.#write(true);
  }
}

/** The export of a Zendesk account: pages of tickets and audits, users, organizations, groups, ratings. */
export class HelpDesk {
  readonly #folder: string;
  readonly #tickets: Pages;
  readonly #audits: Pages;
  readonly #ratings: Pages;
  readonly #counts: Counts;
  #auditId = 900_000;
  #eventId = 5_000_000;
  #ratingId = 40_000;

  constructor(folder: string, counts: Counts) {
    this.#folder = folder;
    this.#counts = counts;
    this.#tickets = new Pages(folder, "tickets", overlap);
    this.#audits = new Pages(folder, "audits", 0);
    this.#ratings = new Pages(folder, "satisfaction_ratings", 0);
  }

  /** Writes the ticket as it stands now on the current page; it may come again, newer, on a later one. */
  exportTicket(ticket: HelpTicket): void {
    this.#tickets.add(
      {
        url: `${api}/tickets/${ticket.id}.json`,
        id: ticket.id,
        external_id: null,
        via: { channel: ticket.channel, source: { from: {}, to: {}, rel: null } },
        created_at: isoTime(ticket.openedMs),
        updated_at: isoTime(ticket.updatedMs),
        generated_timestamp: Math.floor(ticket.updatedMs / 1000),
        type: "question",
        subject: ticket.subject,
        raw_subject: ticket.subject,
        description: ticket.description,
        priority: ticket.priority,
        status: ticket.status,
        recipient: null,
        requester_id: ticket.requesterId,
        submitter_id: ticket.requesterId,
        assignee_id: ticket.assigneeId,
        organization_id: ticket.organizationId,
        group_id: ticket.groupId,
        collaborator_ids: [],
        follower_ids: [],
        is_public: true,
        tags: ticket.tags,
      },
      ticket.updatedMs,
    );
  }

  /** The ticket is done with: its last version and all its audits. */
  finish(ticket: HelpTicket): void {
    this.#counts.tickets++;
    for (const audit of ticket.audits) {
      this.#audits.add(
        {
          id: ++this.#auditId,
          ticket_id: ticket.id,
          created_at: isoTime(audit.atMs),
          author_id: audit.authorId,
          metadata: { system: {}, custom: {} },
          via: audit.via ?? { channel: ticket.channel, source: { from: {}, to: {}, rel: null } },
          events: audit.events.map((event) => ({ id: ++this.#eventId, ...event })),
        },
        audit.atMs,
      );
    }
    this.exportTicket(ticket);
  }

  rate(ticket: HelpTicket, atMs: number, good: boolean): void {
    const id = ++this.#ratingId;
    this.#ratings.add(
      {
        url: `${api}/satisfaction_ratings/${id}.json`,
        id,
        assignee_id: ticket.assigneeId,
        group_id: ticket.groupId,
        requester_id: ticket.requesterId,
        ticket_id: ticket.id,
        score: good ? "good" : "bad",
        comment: null,
        created_at: isoTime(atMs),
        updated_at: isoTime(atMs),
      },
      atMs,
    );
  }

  #list(name: string, objects: Iterable<unknown>): void {
    const file = new TextFile(join(this.#folder, `${name}.json`));
    let count = 0;
    file.write(`{"${name}":[`);
    for (const object of objects) file.write(`${count++ === 0 ? "" : ","}${JSON.stringify(object)}`);
    file.write(`],"next_page":null,"previous_page":null,"count":${count}}\n`);
    file.close();
  }

  /** Closes the pages and writes who is who. */
  close(world: World): void {
    this.#tickets.close();
    this.#audits.close();
    this.#ratings.close();
    this.#list("organizations", organizationsOf(world));
    this.#list("users", usersOf(world));
    this.#list(
      "groups",
      groups.map((name, i) => ({ url: `${api}/groups/${70 + i}.json`, id: 70 + i, name })),
    );
  }
}

export const groups = ["First line", "Second line"] as const;
export const groupIdOf = (index: number): number => 70 + index;

function* organizationsOf(world: World) {
  for (const client of world.clients) {
    if (client.zendeskOrganization === null) continue;
    yield {
      url: `${api}/organizations/${client.zendeskOrganization}.json`,
      id: client.zendeskOrganization,
      name: client.name,
      domain_names: client.domains,
      created_at: isoTime(world.startDay * 86_400_000),
    };
  }
}

function* usersOf(world: World) {
  for (const member of world.members) {
    yield {
      url: `${api}/users/${member.zendeskUser}.json`,
      id: member.zendeskUser,
      name: member.name,
      email: member.email,
      role: member.index === 0 ? "admin" : "agent",
      organization_id: null,
      active: true,
    };
  }
  for (const client of world.clients) {
    for (const contact of client.contacts) {
      if (contact.guest !== null) continue;
      yield {
        url: `${api}/users/${contact.zendeskUser}.json`,
        id: contact.zendeskUser,
        name: contact.name,
        email: contact.email,
        role: "end-user",
        organization_id: client.zendeskOrganization,
        active: true,
      };
    }
  }
}
