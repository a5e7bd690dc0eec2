import type { DeskRecord } from "../Desk.ts";

export type ZendeskKind =
  | "ticket"
  | "audit"
  | "ticketEvent"
  | "comment"
  | "comments"
  | "rating"
  | "metric"
  | "metricEvent"
  | "deletedTicket"
  | "user"
  | "organization"
  | "group"
  | "audits"
  | "other";

const kindOfCollection: Readonly<Record<string, ZendeskKind>> = {
  tickets: "ticket",
  ticket_audits: "audit",
  audits: "audit",
  ticket_events: "ticketEvent",
  satisfaction_ratings: "rating",
  ticket_metrics: "metric",
  metric_sets: "metric",
  ticket_metric_events: "metricEvent",
  deleted_tickets: "deletedTicket",
  users: "user",
  organizations: "organization",
  groups: "group",
};

/** `comments` is not among them: of a ticket or a page without ticket ids they must stay together. */
export const zendeskCollections: ReadonlySet<string> = new Set(Object.keys(kindOfCollection));

const roles = new Set(["end-user", "agent", "admin"]);

const hasText = (value: DeskRecord["value"], field: string): boolean => typeof value[field] === "string";
const has = (value: DeskRecord["value"], field: string): boolean => Object.hasOwn(value, field);

/** What a record is, by its page and its fields; `other` for what Zendesk does not write or we do not need. */
export const kindOf = ({ collection, value }: DeskRecord): ZendeskKind => {
  if (collection !== null) return kindOfCollection[collection] ?? "other";
  if (has(value, "id") && has(value, "created_at") && hasText(value, "status") && has(value, "requester_id"))
    return "ticket";
  if (Array.isArray(value["comments"])) return "comments";
  if (has(value, "ticket_id")) {
    if (Array.isArray(value["events"])) return "audit";
    if (Array.isArray(value["child_events"])) return "ticketEvent";
    if (hasText(value, "score")) return "rating";
    if (has(value, "assignee_stations")) return "metric";
    if (hasText(value, "metric") && has(value, "instance_id")) return "metricEvent";
    if (typeof value["public"] === "boolean") return "comment";
  }
  if (has(value, "deleted_at") && has(value, "actor")) return "deletedTicket";
  if (typeof value["role"] === "string" && roles.has(value["role"])) return "user";
  if (Array.isArray(value["domain_names"])) return "organization";
  return "other";
};

/** `acme` of `https://acme.zendesk.com/api/v2/tickets/42.json`. */
export const zendeskTenant = ({ value }: DeskRecord): string | null => {
  const { url } = value;
  if (typeof url !== "string" || url.length > 2_000) return null;
  return /^https?:\/\/([a-z0-9][a-z0-9-]{0,62})\.zendesk\.com\//i.exec(url)?.[1]?.toLowerCase() ?? null;
};

const pageTicket = /\/tickets\/(\d{1,18})\/(?:comments|audits)(?:\.json)?(?:[?#]|$)/;

/** The ticket that a page of comments is of: as it says itself, or by the address of the next page. */
export const ticketOfPage = (page: DeskRecord["value"]): string | null => {
  const own = page["ticket_id"];
  if (typeof own === "string" || typeof own === "number") return String(own);
  const links = page["links"];
  const more = typeof links === "object" && links !== null ? Object.values(links) : [];
  for (const link of [page["next_page"], page["previous_page"], page["url"], ...more]) {
    const found = typeof link === "string" ? pageTicket.exec(link.slice(0, 2_000))?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return null;
};
