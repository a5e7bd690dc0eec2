import { reassignmentsOf } from "@rapport/domain/tickets/statuses";
import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { nameOf } from "../fields.ts";
import { isObject } from "../jsonRecords.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import {
  aboveStates,
  type Deed,
  stateRevision,
  systemDeed,
  ticketKey,
  TicketWriter,
} from "../TicketWriter.ts";
import { githubTenant, issueOf, placeIn } from "./kinds.ts";
import { type GithubAbout, githubAbout, githubActor, userParty } from "./people.ts";
import { GithubComment, GithubEvent, GithubHook, GithubIssue } from "./records.ts";

interface Said {
  readonly about: GithubAbout;
  readonly writer: TicketWriter;
  readonly deed: Deed;
}

const noIssue = (record: DeskRecord, place: DeskPlace, what: string): TicketItem =>
  refuse("github", record, place, {
    reason: `Nothing says which issue this ${what} is of: keep its \`issue\`, \`issue_url\` or \`html_url\`.`,
  });

/** A change, by what it is and when: the same from the API's events, the timeline and a webhook. */
export function* readChange(event: GithubEvent, { about, writer, deed }: Said): Generator<TicketItem> {
  const who = event.assignee?.login.toLowerCase() ?? "";
  const key = `change:${about.id}:${event.event}:${who}:${Math.floor(event.created_at / 1000)}`;
  // Who did it is told by some of them only.
  const revision = about.level * 2 + (event.actor === null ? 0 : 1);
  yield { kind: "entry", account: about.account, key };
  if (event.event === "closed") yield writer.change(key, revision, deed, "open", "solved");
  else if (event.event === "reopened") yield writer.change(key, revision, deed, "solved", "open");
  else if (event.event === "assigned" || event.event === "unassigned") {
    const party = userParty(event.assignee?.login);
    const gone = event.event === "unassigned";
    const holder = {
      assignee: gone ? null : party,
      previousAssignee: gone ? party : null,
      team: null,
      previousTeam: null,
    };
    const members = gone ? [] : [party];
    yield writer.write(
      "ticket.assigned",
      key,
      revision,
      { ...deed, members },
      { ...holder, reassignments: reassignmentsOf(holder) },
    );
  } else if (event.event === "labeled" && /escalat/i.test(event.label?.name ?? ""))
    yield writer.write("ticket.escalated", key, revision, deed, { level: nameOf(event.label?.name ?? null) });
}

export function* readEvent(
  record: DeskRecord,
  place: DeskPlace,
  number = issueOf(record.value),
): Generator<TicketItem> {
  const parsed = GithubEvent.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("github", "event", record, place, parsed.error);
    return;
  }
  if (number === null) {
    yield noIssue(record, place, "event");
    return;
  }
  const event = parsed.data;
  const about = githubAbout(place.book, accountOf(place, githubTenant(record)), number);
  const actor = githubActor(about, place.book, event.actor, null);
  const writer = new TicketWriter(about, place.position);
  yield* readChange(event, { about, writer, deed: { atMs: event.created_at, actor } });
}

export function* readComment(
  record: DeskRecord,
  place: DeskPlace,
  number = issueOf(record.value),
): Generator<TicketItem> {
  const parsed = GithubComment.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("github", "comment", record, place, parsed.error);
    return;
  }
  if (number === null) {
    yield noIssue(record, place, "comment");
    return;
  }
  const comment = parsed.data;
  // Pull requests have comments too; they are no tickets.
  if (placeIn(comment.html_url) !== null && /\/pull\/\d+/.test(comment.html_url ?? "")) return;
  const account = accountOf(place, githubTenant(record));
  const about = githubAbout(place.book, account, number);
  yield { kind: "entry", account, key: `comment:${comment.id}` };
  const actor = githubActor(about, place.book, comment.user, comment.author_association);
  yield new TicketWriter(about, place.position).write(
    "ticket.replied",
    `comment:${comment.id}`,
    stateRevision(Math.max(comment.created_at, comment.updated_at ?? 0), about.level),
    { atMs: comment.created_at, actor },
    { public: true, signals: signalsOfText({ plain: comment.body }) },
  );
}

function* standing(issue: GithubIssue, about: GithubAbout, writer: TicketWriter, changedAtMs: number) {
  const revision = stateRevision(changedAtMs, about.level);
  const key = `state:${about.id}`;
  if (issue.state === null) return;
  const status = issue.state === "closed" ? "solved" : "open";
  const deed = systemDeed(changedAtMs);
  if (issue.active_lock_reason === "spam")
    yield writer.write("ticket.deleted", key, aboveStates + revision, deed, { reason: "spam" });
  else if (about.history) yield writer.nothing(key, aboveStates + revision, deed, status);
  else {
    const actor = { side: "unknown", party: null } as const;
    const atMs = status === "solved" ? (issue.closed_at ?? changedAtMs) : changedAtMs;
    yield writer.change(key, revision, { atMs, actor }, null, status);
  }
}

const nested = (value: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Events and comments that an export keeps in the issue. */
function* inside(record: DeskRecord, number: string, place: DeskPlace): Generator<TicketItem> {
  const { value } = record;
  for (const name of ["events", "timeline", "comments"])
    for (const [i, item] of nested(value[name]).entries()) {
      const url = item["repository_url"] ?? value["repository_url"] ?? value["url"];
      const own = { collection: null, value: { ...item, repository_url: url } };
      const here = { ...place, position: `${place.position} ${name}[${i}]` };
      if (name === "comments" || item["event"] === "commented") yield* readComment(own, here, number);
      else if (typeof item["event"] === "string") yield* readEvent(own, here, number);
    }
}

export function* readIssue(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = GithubIssue.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("github", "issue", record, place, parsed.error);
    return;
  }
  const issue = parsed.data;
  const number = String(issue.number);
  const account = accountOf(place, githubTenant(record));
  const about = githubAbout(place.book, account, number);
  const writer = new TicketWriter(about, place.position);
  const changedAtMs = Math.max(issue.created_at, issue.updated_at ?? 0);
  const assignee = about.history ? null : userParty(issue.assignee?.login);
  yield { kind: "entry", account, key: `ticket:${number}` };
  yield writer.write(
    "ticket.opened",
    `ticket:${number}`,
    stateRevision(changedAtMs, about.level),
    {
      atMs: issue.created_at,
      actor: githubActor(about, place.book, issue.user, issue.author_association),
      members: [assignee],
    },
    {
      status: "open",
      priority: null,
      channel: null,
      kind: nameOf(issue.type?.name ?? null),
      assignee,
      team: null,
      signals: signalsOfText({ plain: issue.body }),
    },
  );
  yield* standing(issue, about, writer, changedAtMs);
  yield* inside(record, number, place);
}

/** A webhook's delivery: the issue as it then was, the comment, and what was done to it. */
export function* readHook(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = GithubHook.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("github", "webhook delivery", record, place, parsed.error);
    return;
  }
  const hook = parsed.data;
  const account = accountOf(place, githubTenant(record));
  if (isObject(hook.issue["pull_request"])) return;
  const asRecord = (value: Readonly<Record<string, unknown>>): DeskRecord => ({ collection: null, value });
  const issue = GithubIssue.safeParse(hook.issue);
  yield* readIssue(asRecord(hook.issue), { ...place, position: `${place.position} issue` });
  if (!issue.success) return;
  const number = String(issue.data.number);
  if (hook.comment && hook.action !== "deleted")
    yield* readComment(asRecord(hook.comment), { ...place, position: `${place.position} comment` }, number);
  if (hook.comment) return;
  const about = githubAbout(place.book, account, number);
  const writer = new TicketWriter(about, place.position);
  const changedAtMs = Math.max(issue.data.created_at, issue.data.updated_at ?? 0);
  const atMs = hook.action === "closed" ? (issue.data.closed_at ?? changedAtMs) : changedAtMs;
  const deed = { atMs, actor: githubActor(about, place.book, hook.sender, null) };
  const moved = hook.changes?.new_issue ?? null;
  if (hook.action === "deleted")
    yield writer.write("ticket.deleted", `state:${number}`, aboveStates + 2 ** 51 + about.level, deed, {
      reason: "deleted",
    });
  else if (hook.action === "transferred" && moved !== null) {
    const into = placeIn(moved.repository_url)?.repo ?? account;
    yield writer.write("ticket.merged", `merged:${number}`, aboveStates + about.level, deed, {
      into: ticketKey("github", into, String(moved.number)),
    });
  } else
    yield* readChange(
      {
        id: null,
        event: hook.action,
        actor: hook.sender,
        created_at: atMs,
        assignee: hook.assignee,
        label: hook.label,
      },
      { about, writer, deed },
    );
}
