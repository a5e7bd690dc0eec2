import type { Desk, DeskPlace, DeskRecord } from "../Desk.ts";
import type { DeskBook } from "../DeskBook.ts";
import { addressOf, nameOf } from "../fields.ts";
import { refuse } from "../refuse.ts";
import type { TicketItem } from "../TicketItem.ts";
import { kindOf } from "./kinds.ts";
import { readConversations } from "./readConversations.ts";
import { readRating, readTime } from "./readOthers.ts";
import { readTicket } from "./readTicket.ts";
import { Agent, Company, Contact, FreshGroup, FreshTicket } from "./records.ts";

const learnTicket = (record: DeskRecord, book: DeskBook): void => {
  const ticket = FreshTicket.safeParse(record.value).data;
  if (ticket === undefined) return;
  const version = Math.max(ticket.created_at, ticket.updated_at ?? 0);
  book.addFacts("", ticket.id, {
    version,
    requester: ticket.requester_id,
    organisation: ticket.company_id,
    openedAt: ticket.created_at,
  });
  const address = addressOf(ticket.requester?.email ?? null);
  // The contact itself, of a later version, tells better.
  if (ticket.requester_id !== null && address !== null)
    book.addPerson("", ticket.requester_id, { version: -1, side: "them", address, organisation: null });
};

const learn = (record: DeskRecord, book: DeskBook): void => {
  const kind = kindOf(record);
  if (kind === "ticket") learnTicket(record, book);
  else if (kind === "contact") {
    const contact = Contact.safeParse(record.value).data;
    if (contact !== undefined)
      book.addPerson("", contact.id, {
        version: contact.updated_at ?? 0,
        side: "them",
        address: addressOf(contact.email),
        organisation: contact.company_id,
      });
  } else if (kind === "agent") {
    const agent = Agent.safeParse(record.value).data;
    if (agent !== undefined)
      book.addPerson("", agent.id, {
        // Who is also a contact is an agent first.
        version: Number.MAX_SAFE_INTEGER,
        side: "us",
        address: addressOf(agent.contact?.email ?? null),
        organisation: null,
      });
  } else if (kind === "company") {
    const company = Company.safeParse(record.value).data;
    if (company !== undefined)
      book.addOrganisation("", company.id, {
        version: company.updated_at ?? 0,
        domains: company.domains.toSorted().slice(0, 20),
      });
  } else if (kind === "group") {
    const group = FreshGroup.safeParse(record.value).data;
    const name = nameOf(group?.name ?? null);
    if (group !== undefined && name !== null) book.addName("", "group", group.id, name);
  }
};

const readers: Readonly<Record<string, (record: DeskRecord, place: DeskPlace) => Iterable<TicketItem>>> = {
  ticket: readTicket,
  conversation: (record, place) => readConversations(record, [record.value], null, place),
  time: readTime,
  rating: readRating,
};

function* read(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const kind = kindOf(record);
  const reader = readers[kind];
  if (reader !== undefined) yield* reader(record, place);
  else if (kind === "other")
    yield refuse("freshdesk", record, place, {
      reason:
        "This is no ticket, conversation, time entry, satisfaction rating, contact, agent, company or group of Freshdesk.",
    });
}

/** Freshdesk: the lists of its API. Their records do not name the account. */
export const freshdeskDesk: Desk = {
  name: "freshdesk",
  collections: new Set(["tickets", "conversations", "time_entries", "satisfaction_ratings", "results"]),
  recognises: (record) => {
    const kind = kindOf(record);
    if (kind === "ticket") return typeof record.value["status"] === "number";
    return kind === "conversation" || kind === "time" || kind === "rating" || kind === "agent";
  },
  tenantOf: () => null,
  learn,
  read,
};
