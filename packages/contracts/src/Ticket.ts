import { z } from "zod";
import { Document } from "./Document.ts";
import { Signals } from "./EmailMessage.ts";
import { Count, envelope, Party } from "./Envelope.ts";

/**
 * Where a ticket stands, in words every help desk's own map to. `waiting`: for the client. `on_hold`: for
 * somebody else. The clock of the firm stops in both. `solved` may be reopened, `closed` may not, usually.
 */
export const TicketStatus = z.enum(["new", "open", "waiting", "on_hold", "solved", "closed"]);
export type TicketStatus = z.infer<typeof TicketStatus>;

export const TicketPriority = z.enum(["low", "normal", "high", "urgent"]);
export type TicketPriority = z.infer<typeof TicketPriority>;

/** Who did it: the client's side, ours, or a rule of the help desk. `party` where the source names somebody. */
export const Actor = z.strictObject({
  side: z.enum(["them", "us", "system", "unknown"]),
  party: Party.nullable(),
});
export type Actor = z.infer<typeof Actor>;

/** The ticket's key over all events of it: `zendesk:acme:42`, of connector, account and the source's own id. */
const TicketKey = z.string().min(3).max(512);
const Name = z.string().min(1).max(255);

const common = { document: Document, ticket: TicketKey, actor: Actor };
const ticketEvent = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({
    ...envelope,
    type: z.literal(type),
    version: z.literal(1),
    data: z.strictObject({ ...common, ...shape }),
  });

/**
 * A ticket begins. `parties` of the envelope, here and in every event of a ticket, are whom it is about, most
 * specific first: the help desk's organisation, the requester's address and its domain; the first that the
 * directory knows decides. `signals` are those of the description; null where the source has no text.
 */
export const TicketOpenedV1 = ticketEvent("ticket.opened", {
  status: TicketStatus,
  priority: TicketPriority.nullable(),
  /** As the source calls it: `email`, `web`, `phone`. */
  channel: Name.nullable(),
  /** As the source calls it: `incident`, `question`. */
  kind: Name.nullable(),
  assignee: Party.nullable(),
  team: Name.nullable(),
  signals: Signals.nullable(),
});
/** A message in the ticket. `public` ones reach the other side; the others are notes among ourselves. */
export const TicketRepliedV1 = ticketEvent("ticket.replied", {
  public: z.boolean(),
  signals: Signals.nullable(),
});
const transition = { from: TicketStatus.nullable(), to: TicketStatus };
/** A change of status is exactly one event: solved, reopened, or any other. */
export const TicketStatusChangedV1 = ticketEvent("ticket.status_changed", transition);
/** From anything else to `solved` or `closed`. */
export const TicketSolvedV1 = ticketEvent("ticket.solved", transition);
/** From `solved` or `closed` to anything else. `times`: more than 1 where the source only counts. */
export const TicketReopenedV1 = ticketEvent("ticket.reopened", {
  ...transition,
  times: Count.min(1),
});
/** `reassignments`: 0 for the first holder, else 1; more where the source only counts. */
export const TicketAssignedV1 = ticketEvent("ticket.assigned", {
  assignee: Party.nullable(),
  team: Name.nullable(),
  previousAssignee: Party.nullable(),
  previousTeam: Name.nullable(),
  reassignments: Count,
});
/** To a higher tier, a manager or a higher priority; `level` as the source calls it. */
export const TicketEscalatedV1 = ticketEvent("ticket.escalated", { level: Name.nullable() });
/** The client's own rating, 0 (worst) to 1000 (best). */
export const TicketRatedV1 = ticketEvent("ticket.rated", {
  scoreMilli: z.number().int().min(0).max(1000),
  signals: Signals.nullable(),
});
/** A promise of service and whether it was kept; of several of one policy the highest revision holds. */
export const TicketSlaAssessedV1 = ticketEvent("ticket.sla_assessed", { policy: Name, kept: z.boolean() });
/** The ticket goes on as another one. */
export const TicketMergedV1 = ticketEvent("ticket.merged", { into: TicketKey });
/** Deleted in the source, or marked as spam there; its events stay, reports leave it out. */
export const TicketDeletedV1 = ticketEvent("ticket.deleted", { reason: z.enum(["deleted", "spam"]) });

export const TicketEvent = z.discriminatedUnion("type", [
  TicketOpenedV1,
  TicketRepliedV1,
  TicketStatusChangedV1,
  TicketSolvedV1,
  TicketReopenedV1,
  TicketAssignedV1,
  TicketEscalatedV1,
  TicketRatedV1,
  TicketSlaAssessedV1,
  TicketMergedV1,
  TicketDeletedV1,
]);
export type TicketEvent = z.infer<typeof TicketEvent>;
