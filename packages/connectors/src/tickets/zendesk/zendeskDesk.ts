import type { Desk, DeskPlace, DeskRecord } from "../Desk.ts";
import type { TicketItem } from "../TicketItem.ts";
import { kindOf, ticketOfPage, zendeskCollections, zendeskTenant } from "./kinds.ts";
import { learnZendesk } from "./learn.ts";
import { readAudit } from "./readAudit.ts";
import { readCommentPage } from "./readComments.ts";
import { readDeleted, readMetric, readMetricEvent, readRating } from "./readMetrics.ts";
import { readTicket } from "./readTicket.ts";
import { refuse } from "../refuse.ts";

const known = new Set([
  "ticket_audits",
  "audits",
  "ticket_events",
  "ticket_metric_events",
  "deleted_tickets",
]);

/** Fields that Freshdesk's records of the same names do not have. */
const recognises = (record: DeskRecord): boolean => {
  if (zendeskTenant(record) !== null || (record.collection !== null && known.has(record.collection)))
    return true;
  const kind = kindOf(record);
  if (kind === "ticket") return typeof record.value["status"] === "string";
  if (kind === "comments") return ticketOfPage(record.value) !== null;
  return kind !== "other" && record.collection === null;
};

const readers: Readonly<Record<string, (record: DeskRecord, place: DeskPlace) => Iterable<TicketItem>>> = {
  ticket: readTicket,
  audit: readAudit,
  ticketEvent: readAudit,
  metric: readMetric,
  metricEvent: readMetricEvent,
  rating: readRating,
  deletedTicket: readDeleted,
  comment: (record, place) => readCommentPage(record, [record.value], null, place),
  comments: (record, place) =>
    readCommentPage(
      record,
      record.value["comments"] as ReadonlyArray<unknown>,
      ticketOfPage(record.value),
      place,
    ),
};

function* read(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const kind = kindOf(record);
  if (kind === "user" || kind === "organization" || kind === "group") return;
  const reader = readers[kind];
  if (reader !== undefined) yield* reader(record, place);
  else if (record.collection === null)
    yield refuse("zendesk", record, place, {
      reason: "This is no ticket, audit, comment, rating, metric, user or organisation of Zendesk.",
    });
}

/** Zendesk Support: exports and pages of its API. */
export const zendeskDesk: Desk = {
  name: "zendesk",
  collections: zendeskCollections,
  recognises,
  tenantOf: zendeskTenant,
  learn: learnZendesk,
  read,
};
