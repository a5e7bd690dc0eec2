import { reassignmentsOf } from "@rapport/domain/tickets/statuses";
import type { TicketStatus } from "@rapport/contracts/Ticket";
import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { nameOf } from "../fields.ts";
import { refuseFields } from "../refuse.ts";
import type { TicketItem } from "../TicketItem.ts";
import { aboveStates, ticketKey, TicketWriter } from "../TicketWriter.ts";
import { type JiraAbout, jiraAbout, jiraActor, userParty } from "./people.ts";
import { JiraChange, JiraHistory } from "./records.ts";
import { isJiraRaise, jiraStatus } from "./statuses.ts";

interface Changed {
  readonly change: JiraChange;
  readonly history: JiraHistory;
  readonly about: JiraAbout;
  readonly place: DeskPlace;
  readonly key: string;
}

const statusOf = ({ about, place }: Changed, id: string | null, name: string | null): TicketStatus | null => {
  const known = id === null ? undefined : place.book.name(about.account, "status", id);
  if (known !== undefined) return known as TicketStatus;
  return name === null ? null : jiraStatus(name, null);
};

function* changeItems(changed: Changed): Generator<TicketItem> {
  const { change, history, about, place, key } = changed;
  const writer = new TicketWriter(about, place.position);
  const deed = { atMs: history.created, actor: jiraActor(about, history.author) };
  const field = change.field.toLowerCase();
  if (field === "status") {
    const from = statusOf(changed, change.from, change.fromString);
    const to = statusOf(changed, change.to, change.toString);
    if (to !== null && from !== to) yield writer.change(key, about.level, deed, from, to);
    if (/escalat/i.test(change.toString ?? ""))
      yield writer.write("ticket.escalated", `${key}:escalated`, about.level, deed, {
        level: nameOf(change.toString),
      });
  } else if (field === "assignee") {
    const holder = {
      assignee: userParty(about.account, change.to),
      previousAssignee: userParty(about.account, change.from),
      team: null,
      previousTeam: null,
    };
    const members = [holder.assignee];
    yield writer.write(
      "ticket.assigned",
      key,
      about.level,
      { ...deed, members },
      { ...holder, reassignments: reassignmentsOf(holder) },
    );
  } else if (field === "priority" && isJiraRaise(change.fromString, change.toString)) {
    yield writer.write("ticket.escalated", key, about.level, deed, { level: nameOf(change.toString) });
  } else if (field === "key" && change.fromString !== null && change.fromString !== about.id) {
    const moved = new TicketWriter({ ...about, id: change.fromString.slice(0, 200) }, place.position);
    yield moved.write("ticket.merged", `merged:${moved.about.id}`, aboveStates + about.level, deed, {
      into: ticketKey("jira", about.account, about.id),
    });
  }
}

/** What an entry of the changelog gives: changes of status, holder, priority and key. */
function* readHistory(
  record: DeskRecord,
  item: unknown,
  key: string,
  account: string,
  place: DeskPlace,
): Generator<TicketItem> {
  const parsed = JiraHistory.safeParse(item);
  if (!parsed.success) {
    yield refuseFields("jira", "change", record, place, parsed.error);
    return;
  }
  const history = parsed.data;
  const about = jiraAbout(place.book, account, key);
  const name = history.id ?? `${key}@${history.created}`;
  yield { kind: "entry", account, key: `change:${name}` };
  for (const [i, each] of history.items.entries()) {
    const change = JiraChange.safeParse(each);
    if (change.success)
      yield* changeItems({
        change: change.data,
        history,
        about,
        place,
        key: history.id === null ? `change:${name}:${change.data.field}` : `change:${name}:${i}`,
      });
    else
      yield refuseFields(
        "jira",
        "change",
        record,
        { ...place, position: `${place.position} items[${i}]` },
        change.error,
      );
  }
}

export function* readHistories(
  record: DeskRecord,
  items: ReadonlyArray<unknown>,
  key: string,
  account: string,
  place: DeskPlace,
): Generator<TicketItem> {
  for (const [i, item] of items.entries())
    yield* readHistory(record, item, key, account, {
      ...place,
      position: `${place.position} changelog[${i}]`,
    });
}
