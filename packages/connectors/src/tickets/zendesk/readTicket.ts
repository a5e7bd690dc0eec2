import type { TicketStatus } from "@rapport/contracts/Ticket";
import { isDone } from "@rapport/domain/tickets/statuses";
import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { nameOf } from "../fields.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import {
  aboveStates,
  stateRevision,
  systemDeed,
  ticketKey,
  TicketWriter,
  unknownDeed,
} from "../TicketWriter.ts";
import { zendeskTenant } from "./kinds.ts";
import { changedAt } from "./learn.ts";
import { actorOf, levelWith, memberParties, teamOf, userParty, zendeskAbout } from "./people.ts";
import type { ZendeskAbout } from "./people.ts";
import { readKeptComments } from "./readComments.ts";
import { counters } from "./readMetrics.ts";
import { Ticket } from "./records.ts";
import { priorityOf, scoreOf, zendeskStatus } from "./statuses.ts";

/** A ticket with what goes on with it. */
interface Told {
  readonly ticket: Ticket;
  readonly about: ZendeskAbout;
  readonly writer: TicketWriter;
  readonly changedAtMs: number;
  readonly revision: number;
}

function* opening({ ticket, about, writer, changedAtMs }: Told): Generator<TicketItem> {
  const submitter = ticket.submitter_id ?? ticket.requester_id;
  // Who holds it now did not at its opening, where its changes are told.
  const told = about.traces.history;
  const assignee = told ? null : ticket.assignee_id;
  yield writer.write(
    "ticket.opened",
    `ticket:${ticket.id}`,
    stateRevision(changedAtMs, levelWith(about, submitter)),
    {
      atMs: ticket.created_at,
      actor: actorOf(about, submitter),
      members: memberParties(about, assignee),
    },
    {
      status: "new",
      priority: priorityOf(ticket.priority),
      channel: nameOf(ticket.via?.channel ?? null),
      kind: nameOf(ticket.type),
      assignee: userParty(about.account, assignee),
      team: told ? null : teamOf(about, ticket.group_id),
      signals: signalsOfText({ plain: ticket.description }),
    },
  );
}

/** How the ticket stands. Where its changes are told one by one this says nothing more, and takes back what it said without them. */
function* standing(told: Told, status: TicketStatus | null): Generator<TicketItem> {
  const { ticket, about, writer, changedAtMs, revision } = told;
  const key = `state:${ticket.id}`;
  if (status === null) {
    yield writer.write("ticket.deleted", key, aboveStates + revision, unknownDeed(changedAtMs), {
      reason: "deleted",
    });
  } else if (about.traces.history) {
    yield writer.nothing(key, aboveStates + revision, systemDeed(changedAtMs), status);
  } else {
    const solvedAt = ticket.metric_set?.solved_at ?? about.traces.solvedAt;
    const atMs = isDone(status) ? (solvedAt ?? ticket.updated_at ?? changedAtMs) : changedAtMs;
    yield writer.change(key, revision, unknownDeed(atMs), null, status);
  }
}

function* rating({ ticket, about, writer, revision }: Told): Generator<TicketItem> {
  const scoreMilli = scoreOf(ticket.satisfaction_rating?.score);
  if (scoreMilli === null) return;
  const atMs = ticket.updated_at ?? ticket.created_at;
  yield writer.write(
    "ticket.rated",
    `rating:${ticket.id}`,
    revision,
    { atMs, actor: actorOf(about, about.requester) },
    { scoreMilli, signals: signalsOfText({ plain: ticket.satisfaction_rating?.comment }) },
  );
}

/** Promises as the ticket has them (`include=slas`), where their own events are not in the input. */
function* promises({ ticket, about, writer, revision, changedAtMs }: Told): Generator<TicketItem> {
  for (const { metric, stage, breach_at: breachAt } of ticket.slas?.policy_metrics ?? []) {
    if (about.traces.promises.has(`${metric}#1`)) continue;
    const missed = breachAt !== null && breachAt <= changedAtMs && stage !== "paused";
    if (!missed && stage !== "achieved") continue;
    const policy = nameOf(metric);
    if (policy === null) continue;
    yield writer.write(
      "ticket.sla_assessed",
      `sla:${ticket.id}:${policy}`,
      revision,
      systemDeed(changedAtMs),
      {
        policy,
        kept: !missed,
      },
    );
  }
}

function* merging({ ticket, about, writer, changedAtMs }: Told): Generator<TicketItem> {
  if (!ticket.tags.includes("closed_by_merge")) return;
  // Which one it went into is told by the audits of either; until then it is only known that it did.
  yield writer.write("ticket.merged", `merged:${ticket.id}`, 1, unknownDeed(changedAtMs), {
    into: ticketKey("zendesk", about.account, "unknown"),
  });
}

/** What a ticket gives: its opening, how it stands, and the comments, counters and ratings kept in it. */
export function* readTicket(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = Ticket.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("zendesk", "ticket", record, place, parsed.error);
    return;
  }
  const ticket = parsed.data;
  const account = accountOf(place, zendeskTenant(record));
  const status = zendeskStatus(ticket.status);
  if (status === null && ticket.status !== "deleted") {
    yield refuse("zendesk", record, place, {
      reason: `The status ${JSON.stringify(ticket.status.slice(0, 40))} is none of Zendesk's: new, open, pending, hold, solved, closed or deleted.`,
      issues: [{ path: "status", message: "is no status" }],
    });
    return;
  }
  const about = zendeskAbout(place.book, account, ticket.id);
  const changedAtMs = changedAt(ticket);
  const writer = new TicketWriter(about, place.position);
  const told = { ticket, about, writer, changedAtMs, revision: stateRevision(changedAtMs, about.level) };
  yield { kind: "entry", account, key: `ticket:${ticket.id}` };
  yield* opening(told);
  yield* standing(told, status);
  yield* rating(told);
  yield* promises(told);
  yield* merging(told);
  if (ticket.metric_set) yield* counters(ticket.metric_set, about, place);
  if (ticket.comments) yield* readKeptComments(record, ticket.comments, ticket.id, place);
}
