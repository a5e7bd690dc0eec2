import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { earlier, type FirstMessage } from "../DeskBook.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { TicketWriter } from "../TicketWriter.ts";
import { zendeskTenant } from "./kinds.ts";
import { actorOf, levelWith, zendeskAbout } from "./people.ts";
import { Comment } from "./records.ts";

/** The first message of a ticket is its description when it was made with it. */
const withOpeningMs = 5_000;

/** The ticket that comments are kept in or listed for, and the first of those kept in it. */
interface Within {
  readonly ticketId: string | null;
  readonly first: FirstMessage | null;
}

const FirstFields = Comment.pick({ id: true, created_at: true });

const firstOf = (items: ReadonlyArray<unknown>): FirstMessage | null => {
  let first: FirstMessage | null = null;
  for (const item of items) {
    const comment = FirstFields.safeParse(item).data;
    if (comment !== undefined) first = earlier(first, comment.created_at, comment.id);
  }
  return first;
};

function* readComment(
  record: DeskRecord,
  item: unknown,
  { ticketId, first }: Within,
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
  const isDescription =
    (first ?? about.traces.first)?.id === comment.id &&
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

function* readList(
  record: DeskRecord,
  items: ReadonlyArray<unknown>,
  within: Within,
  place: DeskPlace,
): Generator<TicketItem> {
  for (const [i, item] of items.entries()) {
    const position = items.length === 1 ? place.position : `${place.position} comments[${i}]`;
    yield* readComment(record, item, within, { ...place, position });
  }
}

/** A page of messages and notes. The first of a ticket is its description, which the ticket tells. */
export const readCommentPage = (
  record: DeskRecord,
  items: ReadonlyArray<unknown>,
  ticketId: string | null,
  place: DeskPlace,
): Iterable<TicketItem> => readList(record, items, { ticketId, first: null }, place);

/** All messages and notes of a ticket, kept in it. */
export const readKeptComments = (
  record: DeskRecord,
  items: ReadonlyArray<unknown>,
  ticketId: string,
  place: DeskPlace,
): Iterable<TicketItem> => readList(record, items, { ticketId, first: firstOf(items) }, place);
