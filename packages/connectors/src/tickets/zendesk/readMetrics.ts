import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { nameOf } from "../fields.ts";
import { accountOf, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { aboveStates, stateRevision, systemDeed, TicketWriter, unknownDeed } from "../TicketWriter.ts";
import { zendeskTenant } from "./kinds.ts";
import { actorOf, zendeskAbout } from "./people.ts";
import type { ZendeskAbout } from "./people.ts";
import { DeletedTicket, Metric, MetricEvent, Rating } from "./records.ts";
import { scoreOf } from "./statuses.ts";

/** Reopenings and reassignments as mere counts; where the changes are told one by one, nothing. */
export function* counters(metric: Metric, about: ZendeskAbout, place: DeskPlace): Generator<TicketItem> {
  const writer = new TicketWriter(about, place.position);
  const atMs = metric.updated_at ?? metric.solved_at ?? about.openedAt;
  if (atMs === null) return;
  const revision = stateRevision(atMs, about.level);
  const deed = unknownDeed(atMs);
  const stations = Math.max(metric.assignee_stations ?? 0, metric.group_stations ?? 0) - 1;
  const count = (key: string, times: number, item: () => TicketItem): Array<TicketItem> => {
    if (times <= 0) return [];
    return about.traces.history ? [writer.nothing(key, aboveStates + revision, deed, "open")] : [item()];
  };
  const reopens = metric.reopens ?? 0;
  yield* count(`reopenings:${about.id}`, reopens, () =>
    writer.write("ticket.reopened", `reopenings:${about.id}`, revision, deed, {
      from: "solved",
      to: "open",
      times: reopens,
    }),
  );
  yield* count(`reassignments:${about.id}`, stations, () =>
    writer.write("ticket.assigned", `reassignments:${about.id}`, revision, deed, {
      assignee: null,
      team: null,
      previousAssignee: null,
      previousTeam: null,
      reassignments: stations,
    }),
  );
}

/** A ticket's metrics as a record of their own. */
export function* readMetric(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = Metric.safeParse(record.value);
  const id = parsed.data?.ticket_id ?? null;
  if (!parsed.success || id === null) {
    if (!parsed.success) yield refuseFields("zendesk", "ticket metric", record, place, parsed.error);
    return;
  }
  const account = accountOf(place, zendeskTenant(record));
  yield { kind: "entry", account, key: `metric:${id}` };
  yield* counters(parsed.data, zendeskAbout(place.book, account, id), place);
}

/** Whether a promise of service was kept: a breach is final, else what was promised was fulfilled. */
export function* readMetricEvent(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = MetricEvent.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("zendesk", "ticket metric event", record, place, parsed.error);
    return;
  }
  const event = parsed.data;
  const account = accountOf(place, zendeskTenant(record));
  yield { kind: "entry", account, key: `metricEvent:${event.id}` };
  const about = zendeskAbout(place.book, account, event.ticket_id);
  const promised = about.traces.promises.has(`${event.metric}#${event.instance_id}`);
  const policy = nameOf(event.metric);
  const says = event.type === "breach" || event.type === "fulfill";
  if (!says || !promised || event.deleted || policy === null) return;
  const kept = event.type === "fulfill";
  const instance = event.instance_id <= 1 ? "" : `#${event.instance_id}`;
  yield new TicketWriter(about, place.position).write(
    "ticket.sla_assessed",
    `sla:${event.ticket_id}:${policy}${instance}`,
    aboveStates + (kept ? 0 : 8) + about.level,
    systemDeed(event.time),
    { policy, kept },
  );
}

/** The client's rating; of several of a ticket the latest holds. */
export function* readRating(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = Rating.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("zendesk", "satisfaction rating", record, place, parsed.error);
    return;
  }
  const rating = parsed.data;
  const account = accountOf(place, zendeskTenant(record));
  yield { kind: "entry", account, key: `rating:${rating.id}` };
  const scoreMilli = scoreOf(rating.score);
  if (scoreMilli === null) return;
  const about = zendeskAbout(place.book, account, rating.ticket_id);
  const atMs = rating.updated_at ?? rating.created_at;
  const actor = actorOf(about, rating.requester_id ?? about.requester);
  yield new TicketWriter(about, place.position).write(
    "ticket.rated",
    `rating:${rating.ticket_id}`,
    aboveStates + stateRevision(atMs, about.level),
    { atMs, actor: actor.side === "unknown" ? { ...actor, side: "them" } : actor },
    { scoreMilli, signals: signalsOfText({ plain: rating.comment }) },
  );
}

/** A line of the list of deleted tickets. */
export function* readDeleted(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = DeletedTicket.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("zendesk", "deleted ticket", record, place, parsed.error);
    return;
  }
  const { id, deleted_at: atMs, actor } = parsed.data;
  const account = accountOf(place, zendeskTenant(record));
  yield { kind: "entry", account, key: `deleted:${id}` };
  const about = zendeskAbout(place.book, account, id);
  yield new TicketWriter(about, place.position).write(
    "ticket.deleted",
    `state:${id}`,
    aboveStates + stateRevision(atMs, about.level),
    { atMs, actor: actorOf(about, actor?.id ?? null) },
    { reason: "deleted" },
  );
}
