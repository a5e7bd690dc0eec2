import type { z } from "zod";
import { TableMapping } from "../../tables/TableMapping.ts";

/** What a column of a help desk's table may be. */
export const ticketFields = [
  "ticket",
  "openedAt",
  "changedAt",
  "sequence",
  "status",
  "resolvedAt",
  "firstResponseAt",
  "priority",
  "channel",
  "kind",
  "assignee",
  "team",
  "requester",
  "requesterAddress",
  "organisation",
  "reopenings",
  "reassignments",
  "slaPolicy",
  "slaKept",
  "score",
  "deleted",
  "mergedInto",
] as const;
export type TicketField = (typeof ticketFields)[number];

const known = new Set<string>(ticketFields);
const needed: Readonly<Record<string, ReadonlyArray<TicketField>>> = {
  tickets: ["ticket", "openedAt", "status"],
  changes: ["ticket", "changedAt", "status"],
};

/**
 * How a help desk's table is read: see docs/sources/tickets.md. `kind` is `tickets` for one row per ticket, as it
 * stands, or `changes` for one row per change of it.
 */
export const TicketMapping = TableMapping.superRefine(({ kind, fields }, context) => {
  const wanted = needed[kind];
  if (wanted === undefined)
    context.addIssue({
      code: "custom",
      path: ["kind"],
      message: 'must be "tickets" (one row per ticket) or "changes" (one row per change)',
    });
  for (const field of wanted ?? [])
    if (!Object.hasOwn(fields, field))
      context.addIssue({ code: "custom", path: ["fields", field], message: "is missing" });
  for (const field of Object.keys(fields))
    if (!known.has(field))
      context.addIssue({
        code: "custom",
        path: ["fields", field],
        message: `is not known; there are ${ticketFields.join(", ")}`,
      });
});
export type TicketMapping = z.infer<typeof TicketMapping>;
