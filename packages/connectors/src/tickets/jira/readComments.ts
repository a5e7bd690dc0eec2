import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { stateRevision, TicketWriter } from "../TicketWriter.ts";
import { jiraText } from "./jiraText.ts";
import { jiraAbout, jiraActor } from "./people.ts";
import { JiraComment } from "./records.ts";

/** Comments of an issue. In a service desk the customer sees the public ones; elsewhere those without restriction. */
export function* readJiraComments(
  record: DeskRecord,
  items: ReadonlyArray<unknown>,
  key: string,
  account: string,
  place: DeskPlace,
): Generator<TicketItem> {
  const about = jiraAbout(place.book, account, key);
  for (const [i, item] of items.entries()) {
    const here = { ...place, position: `${place.position} comments[${i}]` };
    const parsed = JiraComment.safeParse(item);
    if (!parsed.success) {
      yield refuseFields("jira", "comment", record, here, parsed.error);
      continue;
    }
    const comment = parsed.data;
    yield { kind: "entry", account, key: `comment:${comment.id}` };
    const { jsdPublic, visibility } = comment;
    yield new TicketWriter(about, here.position).write(
      "ticket.replied",
      `comment:${comment.id}`,
      stateRevision(Math.max(comment.created, comment.updated ?? 0), about.level),
      { atMs: comment.created, actor: jiraActor(about, comment.author) },
      {
        public: jsdPublic ?? (visibility === undefined || visibility === null),
        signals: signalsOfText({ plain: jiraText(comment.body) }),
      },
    );
  }
}
