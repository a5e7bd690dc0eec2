import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Agency,
  clientOfAddress,
  makeAgency,
  median,
  plainRows,
  Tally,
  tidied,
  truthOf,
} from "./rereadAgency.ts";

interface Ticket {
  readonly id: number;
  readonly updated_at: string;
  readonly created_at: string;
  readonly status: string;
  readonly tags: ReadonlyArray<string>;
  readonly organization_id: number | null;
  readonly requester_id: number;
}
interface Line {
  readonly type: string;
  readonly field_name?: string;
  readonly value?: string;
  readonly previous_value?: string | null;
  readonly public?: boolean;
}
interface Audit {
  readonly id: number;
  readonly ticket_id: number;
  readonly created_at: string;
  readonly author_id: number;
  readonly events: ReadonlyArray<Line>;
}

let agency: Agency;
const tickets = new Map<number, Ticket>();
const audits: Array<Audit> = [];
const emails = new Map<number, string>();
let ticketRows = 0;
beforeAll(() => {
  agency = makeAgency();
  for (const { text } of agency.files("helpdesk")) {
    const page = JSON.parse(text) as {
      tickets?: Array<Ticket>;
      audits?: Array<Audit>;
      users?: Array<{ id: number; email: string }>;
    };
    for (const ticket of page.tickets ?? []) {
      ticketRows++;
      const known = tickets.get(ticket.id);
      if (known === undefined || known.updated_at <= ticket.updated_at) tickets.set(ticket.id, ticket);
    }
    audits.push(...(page.audits ?? []));
    for (const user of page.users ?? []) emails.set(user.id, user.email);
  }
});
afterAll(() => agency.remove());

const isDone = (status: string | null | undefined) => status === "solved" || status === "closed";

it("figures of tickets equal those of the files", () => {
  const organizations = new Map(
    plainRows(agency, "directory/clients.csv").map((row) => [row["parties"]!.split("/")[1], row["client"]!]),
  );
  const clientOf = clientOfAddress(agency);
  const tally = new Tally();
  const first = new Map<string, Array<number>>();
  for (const ticket of tickets.values()) {
    if (ticket.status === "deleted" || ticket.tags.includes("closed_by_merge")) continue;
    const opened = Date.parse(ticket.created_at);
    const client =
      organizations.get(String(ticket.organization_id)) ??
      clientOf(emails.get(ticket.requester_id)!, opened)!;
    tally.add(client, opened, "ticketsOpened");
    let response = Number.POSITIVE_INFINITY;
    for (const audit of audits.filter((one) => one.ticket_id === ticket.id)) {
      const at = Date.parse(audit.created_at);
      const created = audit.events.some((line) => line.type === "Create");
      const status = audit.events.find((line) => line.type === "Change" && line.field_name === "status");
      if (status !== undefined && isDone(status.value) && !isDone(status.previous_value))
        tally.add(client, at, "ticketsSolved");
      if (status !== undefined && !isDone(status.value) && isDone(status.previous_value))
        tally.add(client, at, "reopenings");
      const changed = (field: string) =>
        audit.events.some(
          (l) =>
            l.type === "Change" &&
            l.field_name === field &&
            l.previous_value !== null &&
            l.value !== l.previous_value,
        );
      if (changed("assignee_id") || changed("group_id")) tally.add(client, at, "reassignments");
      if (created || !audit.events.some((line) => line.type === "Comment" && line.public === true)) continue;
      const ours = emails.get(audit.author_id)!.endsWith("@northlight.example");
      tally.add(client, at, ours ? "ticketRepliesOut" : "ticketRepliesIn");
      if (ours) response = Math.min(response, at - opened);
    }
    if (!Number.isFinite(response)) continue;
    tally.add(client, opened, "firstResponses");
    const key = `${client} ${ticket.created_at.slice(0, 7)}`;
    first.set(key, [...(first.get(key) ?? []), response]);
  }
  for (const [key, values] of first) {
    const [client, month] = key.split(" ");
    tally.add(client!, Date.parse(`${month!}-01`), "firstResponseMedianMs", median(values));
  }
  const names = [
    "ticketsOpened",
    "ticketsSolved",
    "reopenings",
    "reassignments",
    "ticketRepliesIn",
    "ticketRepliesOut",
    "firstResponses",
    "firstResponseMedianMs",
  ] as const;
  expect(Object.keys(tidied(tally.rows)).length).toBeGreaterThan(50);
  expect(tidied(tally.rows)).toEqual(truthOf(agency.truth, names));
});

it("pages overlap, and some tickets are gone", () => {
  expect(ticketRows).toBeGreaterThan(tickets.size);
  const all = [...tickets.values()];
  expect(all.some((ticket) => ticket.status === "deleted")).toBe(true);
  expect(all.some((ticket) => ticket.tags.includes("closed_by_merge"))).toBe(true);
});
