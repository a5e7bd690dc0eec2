import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { TicketWriter } from "../TicketWriter.ts";
import { zendeskTenant } from "./kinds.ts";
import { actorOf, levelWith, zendeskAbout } from "./people.ts";
import { Comment } from "./records.ts";

/** The first message of a ticket is its description when it was made with it. */
const withOpeningMs = 5_000;

function* readComment(
  record: DeskRecord,
  item: unknown,
  ticketId: string | null,
  place: DeskPlace,
): Generator<TicketItem> {
  const parsed = Comment.safeParse(item);
  if (!parsed.success) {
    yield refuseFields("zendesk", "comment", record, place, parsed.error);
    return;
  }
  const comment = parsed.data;
  const id = comment.ticket_id ?? ticketId;
  if (id === null) {
    yield refuse("zendesk", record, place, {
      reason:
        "Nothing says which ticket this comment is of. Keep comments in their tickets, add `ticket_id` to each or to their page, or keep the page's `next_page`.",
      issues: [{ path: "ticket_id", message: "is missing" }],
    });
    return;
  }
  const account = accountOf(place, zendeskTenant(record));
  yield { kind: "entry", account, key: `comment:${comment.id}` };
  const about = zendeskAbout(place.book, account, id);
  const { first } = about.traces;
  const isDescription =
    first?.id === comment.id &&
    about.openedAt !== null &&
    Math.abs(comment.created_at - about.openedAt) <= withOpeningMs;
  if (isDescription) return;
  const byRule =
    comment.via?.channel === "rule" ||
    comment.via?.channel === "system" ||
    comment.via?.source?.rel === "merge";
  const signals = signalsOfText({ plain: comment.plain_body ?? comment.body, html: comment.html_body });
  yield new TicketWriter(about, place.position).write(
    "ticket.replied",
    `comment:${comment.id}`,
    levelWith(about, comment.author_id) * 2 + (signals === null ? 0 : 1),
    {
      atMs: comment.created_at,
      actor: actorOf(about, comment.author_id, { byRule, isPrivate: !comment.public }),
    },
    { public: comment.public, signals },
  );
}

/** Messages and notes of a ticket. The description, which Zendesk lists first, is told by the ticket. */
export function* readComments(
  record: DeskRecord,
  items: ReadonlyArray<unknown>,
  ticketId: string | null,
  place: DeskPlace,
): Generator<TicketItem> {
  for (const [i, item] of items.entries()) {
    const position = items.length === 1 ? place.position : `${place.position} comments[${i}]`;
    yield* readComment(record, item, ticketId, { ...place, position });
  }
}
