import type { DeskRecord } from "../Desk.ts";
import { type DeskBook, earlier, type Side } from "../DeskBook.ts";
import { addressOf, nameOf } from "../fields.ts";
import { auditOf } from "./auditOf.ts";
import { kindOf, ticketOfPage, zendeskTenant } from "./kinds.ts";
import { Comment, Group, Metric, MetricEvent, Organization, Ticket, User } from "./records.ts";

const sideOfRole = (role: string | null): Side => {
  if (role === "agent" || role === "admin") return "us";
  return role === "end-user" ? "them" : "unknown";
};

/** The later of the times at which a ticket changed, by itself or by Zendesk. */
export const changedAt = (
  ticket: Pick<Ticket, "created_at" | "updated_at" | "generated_timestamp">,
): number => Math.max(ticket.created_at, ticket.updated_at ?? 0, (ticket.generated_timestamp ?? 0) * 1000);

const learnComments = (items: unknown, ticket: string | null, tenant: string, book: DeskBook): void => {
  if (!Array.isArray(items)) return;
  for (const item of items) {
    const comment = Comment.safeParse(item);
    const id = comment.data?.ticket_id ?? ticket;
    if (!comment.success || id === null) continue;
    const traces = book.tracesFor(tenant, id);
    traces.first = earlier(traces.first, comment.data.created_at, comment.data.id);
  }
};

const learnTicket = (record: DeskRecord, tenant: string, book: DeskBook): void => {
  const parsed = Ticket.safeParse(record.value);
  if (!parsed.success) return;
  const ticket = parsed.data;
  book.addFacts(tenant, ticket.id, {
    version: changedAt(ticket),
    requester: ticket.requester_id,
    organisation: ticket.organization_id,
    openedAt: ticket.created_at,
  });
  if (ticket.assignee_id !== null) book.addAgent(tenant, ticket.assignee_id);
};

const learnAudit = (record: DeskRecord, tenant: string, book: DeskBook): void => {
  const audit = auditOf(record.value);
  if (!audit.ok) return;
  const { ticket_id: ticket, created_at: openedAt, events } = audit.audit;
  book.tracesFor(tenant, ticket).history = true;
  const created = new Map(
    events.filter(({ type }) => type === "Create").map((event) => [event.field_name, event.value]),
  );
  for (const { field_name: field, value } of events)
    if (field === "assignee_id" && value !== null && value !== undefined && value !== "")
      book.addAgent(tenant, String(value));
  if (created.size === 0) return;
  const idOf = (field: string): string | null => {
    const value = created.get(field) ?? "";
    return value === "" ? null : String(value);
  };
  // The ticket itself, of a later version, tells better.
  book.addFacts(tenant, ticket, {
    version: 0,
    requester: idOf("requester_id"),
    organisation: idOf("organization_id"),
    openedAt,
  });
};

const learnMetrics = (record: DeskRecord, tenant: string, book: DeskBook): void => {
  const event = MetricEvent.safeParse(record.value);
  if (event.success && event.data.type === "apply_sla" && !event.data.deleted) {
    const traces = book.tracesFor(tenant, event.data.ticket_id);
    traces.promises = new Set([...traces.promises, `${event.data.metric}#${event.data.instance_id}`]);
  }
  const metric = event.success ? null : Metric.safeParse(record.value);
  if (metric?.success === true && metric.data.ticket_id !== null && metric.data.solved_at !== null)
    book.tracesFor(tenant, metric.data.ticket_id).solvedAt = metric.data.solved_at;
};

const learnPeople = (record: DeskRecord, tenant: string, book: DeskBook): void => {
  const kind = kindOf(record);
  if (kind === "user") {
    const user = User.safeParse(record.value).data;
    if (user !== undefined)
      book.addPerson(tenant, user.id, {
        version: user.updated_at ?? 0,
        side: sideOfRole(user.role),
        address: addressOf(user.email),
        organisation: user.organization_id,
      });
  } else if (kind === "organization") {
    const organization = Organization.safeParse(record.value).data;
    if (organization !== undefined)
      book.addOrganisation(tenant, organization.id, {
        version: organization.updated_at ?? 0,
        domains: organization.domain_names.toSorted().slice(0, 20),
      });
  } else {
    const group = Group.safeParse(record.value).data;
    const name = nameOf(group?.name ?? null);
    if (group !== undefined && name !== null) book.addName(tenant, "group", group.id, name);
  }
};

/** What other records of the input need of this one. */
export const learnZendesk = (record: DeskRecord, book: DeskBook): void => {
  const tenant = zendeskTenant(record) ?? "";
  const kind = kindOf(record);
  if (kind === "ticket") learnTicket(record, tenant, book);
  else if (kind === "audit" || kind === "ticketEvent") learnAudit(record, tenant, book);
  else if (kind === "comment") learnComments([record.value], null, tenant, book);
  else if (kind === "comments")
    learnComments(record.value["comments"], ticketOfPage(record.value), tenant, book);
  else if (kind === "metric" || kind === "metricEvent") learnMetrics(record, tenant, book);
  else if (kind === "user" || kind === "organization" || kind === "group") learnPeople(record, tenant, book);
};
