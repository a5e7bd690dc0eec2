import type { z } from "zod";
import { isObject } from "../jsonRecords.ts";
import { Audit, AuditEvent } from "./records.ts";

/** An audit with the events of it that could be read, and what is wrong with the others. */
export interface ReadAudit extends Omit<Audit, "events"> {
  readonly events: ReadonlyArray<AuditEvent>;
  readonly broken: ReadonlyArray<{ readonly path: string; readonly message: string }>;
}

export type AuditRead =
  | { readonly ok: true; readonly audit: ReadAudit }
  | { readonly ok: false; readonly error: z.ZodError };

const fields = ["status", "priority", "assignee_id", "group_id", "requester_id", "organization_id"];

/**
 * A child of the incremental ticket event export as events of an audit: it has the changed fields as its own.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#incremental-ticket-event-export
 */
const childEvents = (child: unknown): ReadonlyArray<unknown> => {
  if (!isObject(child)) return [child];
  const type = child["event_type"];
  if (type === "Comment") return [{ ...child, type, public: child["comment_public"] ?? child["public"] }];
  const changed = fields.filter((field) => Object.hasOwn(child, field));
  return changed.map((field, i) => ({
    ...child,
    id: i === 0 ? child["id"] : `${String(child["id"])}.${field}`,
    type,
    field_name: field,
    value: child[field],
  }));
};

/** The incremental export's `ticket_event` as the audit it is. */
const asAudit = (value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const children = value["child_events"];
  if (!Array.isArray(children)) return value;
  const { timestamp } = value;
  const seconds = typeof timestamp === "number" && Math.abs(timestamp) < 8.64e12 ? timestamp : null;
  return {
    ...value,
    created_at: value["created_at"] ?? (seconds === null ? null : new Date(seconds * 1000).toISOString()),
    author_id: value["updater_id"],
    events: children.flatMap(childEvents),
    via: isObject(value["via"]) ? value["via"] : { channel: value["via"] },
  };
};

/** Reads an audit, or a ticket event of the incremental export. */
export const auditOf = (value: Readonly<Record<string, unknown>>): AuditRead => {
  const parsed = Audit.safeParse(asAudit(value));
  if (!parsed.success) return { ok: false, error: parsed.error };
  const events: Array<AuditEvent> = [];
  const broken: Array<{ path: string; message: string }> = [];
  parsed.data.events.forEach((item, i) => {
    const event = AuditEvent.safeParse(item);
    if (event.success) events.push(event.data);
    else
      broken.push(
        ...event.error.issues.map(({ path, message }) => ({
          path: ["events", i, ...path].join("."),
          message,
        })),
      );
  });
  return { ok: true, audit: { ...parsed.data, events, broken } };
};
