import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { nameOf } from "../fields.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { aboveStates, type Deed, ticketKey, TicketWriter } from "../TicketWriter.ts";
import { reassignmentsOf } from "@rapport/domain/tickets/statuses";
import { auditOf, type ReadAudit } from "./auditOf.ts";
import { zendeskTenant } from "./kinds.ts";
import { actorOf, levelWith, memberParties, teamOf, userParty, zendeskAbout } from "./people.ts";
import type { ZendeskAbout } from "./people.ts";
import type { AuditEvent, Via } from "./records.ts";
import { isRaise, priorityOf, scoreOf, zendeskStatus } from "./statuses.ts";

const isRule = (via: Via): boolean => via?.channel === "rule" || via?.channel === "system";
const isMerge = (...vias: ReadonlyArray<Via>): boolean => vias.some((via) => via?.source?.rel === "merge");
const textOf = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === "" ? null : String(value);

/** Everything that one audit's events need. */
interface Audited {
  readonly audit: ReadAudit;
  readonly about: ZendeskAbout;
  readonly writer: TicketWriter;
  readonly deed: Deed;
  readonly revision: number;
  /** It made the ticket: its message is the description, told by the ticket itself. */
  readonly creates: boolean;
}

function* comment(event: AuditEvent, { audit, about, writer, creates }: Audited): Generator<TicketItem> {
  yield { kind: "entry", account: about.account, key: `comment:${event.id}` };
  if (creates) return;
  const author = event.author_id ?? audit.author_id;
  const isPublic = event.public ?? true;
  const byRule = isRule(audit.via) || isRule(event.via) || isMerge(audit.via, event.via);
  const actor = actorOf(about, author, { byRule, isPrivate: !isPublic });
  const text = { plain: event.plain_body ?? event.body, html: event.html_body };
  const signals = signalsOfText(text);
  yield writer.write(
    "ticket.replied",
    `comment:${event.id}`,
    levelWith(about, author) * 2 + (signals === null ? 0 : 1),
    { atMs: audit.created_at, actor },
    { public: isPublic, signals },
  );
}

function* statusChange(event: AuditEvent, said: Audited): Generator<TicketItem> {
  const to = zendeskStatus(event.value);
  const from = event.type === "Create" ? "new" : zendeskStatus(event.previous_value);
  if (to === null || to === from) return;
  yield said.writer.change(`change:${event.id}`, said.revision, said.deed, from, to);
}

function* priorityChange(event: AuditEvent, said: Audited): Generator<TicketItem> {
  if (event.type !== "Change") return;
  const to = priorityOf(event.value);
  if (!isRaise(priorityOf(event.previous_value), to)) return;
  yield said.writer.write("ticket.escalated", `change:${event.id}`, said.revision, said.deed, {
    level: nameOf(to),
  });
}

function* rating(event: AuditEvent, { audit, about, writer, deed }: Audited): Generator<TicketItem> {
  const scoreMilli = scoreOf(event.type === "SatisfactionRating" ? event.score : event.value);
  if (scoreMilli === null) return;
  // Above the ticket's own word, which has no time; below the rating's own record.
  yield writer.write("ticket.rated", `rating:${about.id}`, 2 ** 51 + audit.created_at, deed, {
    scoreMilli,
    signals: signalsOfText({ plain: event.type === "SatisfactionRating" ? event.body : null }),
  });
}

/** Person and team change together in one event. */
function* holderChange(said: Audited): Generator<TicketItem> {
  const { audit, about, writer, deed, revision } = said;
  const of = (field: string) =>
    audit.events.findLast(
      (event) => event.field_name === field && (event.type === "Change" || event.type === "Create"),
    );
  const [person, team] = [of("assignee_id"), of("group_id")];
  const [assigneeId, previousId] = [textOf(person?.value), textOf(person?.previous_value)];
  const holder = {
    assignee: userParty(about.account, assigneeId),
    previousAssignee: userParty(about.account, previousId),
    team: teamOf(about, textOf(team?.value)),
    previousTeam: teamOf(about, textOf(team?.previous_value)),
  };
  if (Object.values(holder).every((each) => each === null)) return;
  yield writer.write(
    "ticket.assigned",
    `holder:${audit.id}`,
    revision,
    { ...deed, members: memberParties(about, assigneeId) },
    { ...holder, reassignments: reassignmentsOf(holder) },
  );
}

/** The tickets that went on as this one: their `merged` documents. */
function* merges({ audit, about }: Audited, place: DeskPlace): Generator<TicketItem> {
  for (const via of [audit.via, ...audit.events.map((event) => event.via)]) {
    if (!isMerge(via)) continue;
    const from = [...(via?.source?.from?.ticket_ids ?? []), via?.source?.from?.ticket_id ?? null];
    const merged = [...new Set(from)].filter((id): id is string => id !== null && id !== about.id);
    for (const id of merged) {
      const other = zendeskAbout(about.book, about.account, id);
      const writer = new TicketWriter(other, place.position);
      const deed = { atMs: audit.created_at, actor: actorOf(other, audit.author_id) };
      yield writer.write("ticket.merged", `merged:${id}`, 2 ** 51 + audit.created_at, deed, {
        into: ticketKey("zendesk", about.account, about.id),
      });
    }
    const into = via?.source?.to?.ticket_id ?? null;
    if (into === null || into === about.id) continue;
    const deed = { atMs: audit.created_at, actor: actorOf(about, audit.author_id) };
    yield new TicketWriter(about, place.position).write(
      "ticket.merged",
      `merged:${about.id}`,
      aboveStates + audit.created_at,
      deed,
      { into: ticketKey("zendesk", about.account, into) },
    );
  }
}

function* eventItems(event: AuditEvent, said: Audited): Generator<TicketItem> {
  if (event.type.endsWith("Comment")) yield* comment(event, said);
  else if (event.type === "SatisfactionRating" || event.field_name === "satisfaction_score")
    yield* rating(event, said);
  else if (event.type !== "Change" && event.type !== "Create") return;
  else if (event.field_name === "status") yield* statusChange(event, said);
  else if (event.field_name === "priority") yield* priorityChange(event, said);
}

/** What an audit gives: its comments, and each change of status, holder, priority, or rating. */
export function* readAudit(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const read = auditOf(record.value);
  if (!read.ok) {
    yield refuseFields("zendesk", "audit", record, place, read.error);
    return;
  }
  const { audit } = read;
  if (audit.broken.length > 0)
    yield refuse("zendesk", record, place, {
      reason: "Some events of this audit cannot be understood; the others are read.",
      issues: audit.broken.slice(0, 20),
    });
  const account = accountOf(place, zendeskTenant(record));
  const about = zendeskAbout(place.book, account, audit.ticket_id);
  const writer = new TicketWriter(about, place.position);
  const actor = actorOf(about, audit.author_id, { byRule: isRule(audit.via) });
  const said: Audited = {
    audit,
    about,
    writer,
    deed: { atMs: audit.created_at, actor },
    revision: levelWith(about, audit.author_id),
    creates: audit.events.some(({ type }) => type === "Create"),
  };
  yield { kind: "entry", account, key: `audit:${audit.id}` };
  for (const event of audit.events) {
    const byRule = isRule(event.via);
    const own = byRule ? { ...said, deed: { ...said.deed, actor: actorOf(about, null, { byRule }) } } : said;
    yield* eventItems(event, own);
  }
  yield* holderChange(said);
  yield* merges(said, place);
}
