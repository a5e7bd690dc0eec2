import { isDone } from "@rapport/domain/tickets/statuses";
import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { nameOf } from "../fields.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { aboveStates, stateRevision, systemDeed, TicketWriter, unknownDeed } from "../TicketWriter.ts";
import { jiraText } from "./jiraText.ts";
import { jiraTenant } from "./kinds.ts";
import { type JiraAbout, jiraAbout, jiraActor, memberParties, userParty } from "./people.ts";
import { readJiraComments } from "./readComments.ts";
import { readHistories } from "./readHistory.ts";
import { JiraIssue, JiraSla, ratingOf } from "./records.ts";
import { jiraPriority, jiraStatus } from "./statuses.ts";

interface Told {
  readonly issue: JiraIssue;
  readonly about: JiraAbout;
  readonly writer: TicketWriter;
  readonly changedAtMs: number;
  readonly revision: number;
}

function* opening({ issue, about, writer, revision }: Told): Generator<TicketItem> {
  const { fields } = issue;
  // Who holds it now did not at its opening, where its changes are told.
  const assignee = about.history ? null : fields.assignee;
  yield writer.write(
    "ticket.opened",
    `ticket:${issue.key}`,
    revision,
    {
      atMs: fields.created,
      actor: jiraActor(about, fields.creator ?? fields.reporter),
      members: memberParties(about.account, assignee),
    },
    {
      status: "new",
      priority: jiraPriority(fields.priority?.name ?? null),
      channel: null,
      kind: nameOf(fields.issuetype?.name ?? null),
      assignee: userParty(about.account, assignee?.id),
      team: null,
      signals: signalsOfText({ plain: jiraText(fields.description) }),
    },
  );
}

function* standing({ issue, about, writer, changedAtMs, revision }: Told): Generator<TicketItem> {
  const { status, resolutiondate } = issue.fields;
  const word = jiraStatus(status.name, status.statusCategory?.key ?? null);
  const key = `state:${issue.key}`;
  if (about.history) {
    yield writer.nothing(key, aboveStates + revision, systemDeed(changedAtMs), word);
    return;
  }
  const deed = unknownDeed(isDone(word) ? (resolutiondate ?? changedAtMs) : changedAtMs);
  yield writer.change(key, revision, deed, null, word);
}

/** Promises of a service desk: missed when any cycle was breached, kept when one was completed without. */
function* promises({ issue, writer, changedAtMs, revision }: Told): Generator<TicketItem> {
  for (const value of Object.values(issue.fields)) {
    const sla = JiraSla.safeParse(value);
    if (!sla.success) continue;
    const { completedCycles, ongoingCycle } = sla.data;
    const missed = [...completedCycles, ...(ongoingCycle ? [ongoingCycle] : [])].some(
      ({ breached }) => breached,
    );
    const policy = nameOf(sla.data.name);
    if (policy === null || (!missed && completedCycles.length === 0)) continue;
    const stops = completedCycles.flatMap(({ stopTime }) => stopTime?.epochMillis ?? []);
    const deed = systemDeed(stops.length === 0 ? changedAtMs : Math.max(...stops));
    yield writer.write("ticket.sla_assessed", `sla:${issue.key}:${policy}`, revision, deed, {
      policy,
      kept: !missed,
    });
  }
}

function* rating({ issue, about, writer, changedAtMs, revision }: Told): Generator<TicketItem> {
  const stars = ratingOf(issue.fields);
  if (stars === null) return;
  const actor = { side: "them", party: userParty(about.account, about.reporter) } as const;
  yield writer.write(
    "ticket.rated",
    `rating:${issue.key}`,
    revision,
    { atMs: issue.fields.resolutiondate ?? changedAtMs, actor },
    { scoreMilli: (stars - 1) * 250, signals: null },
  );
}

/** What of an issue was left out by whoever fetched it: told, as figures would silently be too small. */
function* missing(record: DeskRecord, issue: JiraIssue, place: DeskPlace): Generator<TicketItem> {
  const parts = [
    ["changelog", issue.changelog?.histories.length ?? 0, issue.changelog?.total ?? 0],
    ["comment", issue.fields.comment?.comments.length ?? 0, issue.fields.comment?.total ?? 0],
  ] as const;
  for (const [part, has, total] of parts)
    if (has < total)
      yield refuse(
        "jira",
        record,
        { ...place, position: `${place.position} ${part}` },
        {
          reason: `The ${part} of ${issue.key.slice(0, 60)} has ${has} of ${total} entries; the others are missing. Fetch its pages (/rest/api/2/issue/${issue.key.slice(0, 60)}/${part}) and ingest them beside it.`,
        },
      );
}

/** What an issue gives: its opening, how it stands, its changes, comments and promises. */
export function* readIssue(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = JiraIssue.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("jira", "issue", record, place, parsed.error);
    return;
  }
  const issue = parsed.data;
  const account = accountOf(place, jiraTenant(record));
  const about = jiraAbout(place.book, account, issue.key);
  const changedAtMs = Math.max(issue.fields.created, issue.fields.updated ?? 0);
  const writer = new TicketWriter(about, place.position);
  const told = { issue, about, writer, changedAtMs, revision: stateRevision(changedAtMs, about.level) };
  yield { kind: "entry", account, key: `ticket:${issue.key}` };
  yield* opening(told);
  yield* standing(told);
  yield* promises(told);
  yield* rating(told);
  yield* readHistories(record, issue.changelog?.histories ?? [], issue.key, account, place);
  yield* readJiraComments(record, issue.fields.comment?.comments ?? [], issue.key, account, place);
  yield* missing(record, issue, place);
}
