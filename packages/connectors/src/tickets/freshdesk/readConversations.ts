import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { aboveStates, stateRevision, ticketKey, TicketWriter } from "../TicketWriter.ts";
import { freshAbout, freshActor } from "./people.ts";
import { Conversation } from "./records.ts";

/** To somebody else than the client. */
const forwarded = 8;
/** The note that a merge leaves on the ticket that is closed by it. */
const mergedInto =
  /\b(?:closed and )?merged (?:in)?to (?:the )?(?:primary )?ticket (?:id:? ?)?#?(\d{1,18})\b/i;

/** Messages and notes of a ticket, as records of their own or kept in it. */
export function* readConversations(
  record: DeskRecord,
  items: ReadonlyArray<unknown>,
  ticketId: string | null,
  place: DeskPlace,
): Generator<TicketItem> {
  const account = accountOf(place, null);
  for (const [i, item] of items.entries()) {
    const position = ticketId === null ? place.position : `${place.position} conversations[${i}]`;
    const here = { ...place, position };
    const parsed = Conversation.safeParse(item);
    const id = parsed.data?.ticket_id ?? ticketId;
    if (!parsed.success) {
      yield refuseFields("freshdesk", "conversation", record, here, parsed.error);
      continue;
    }
    if (id === null) {
      yield refuse("freshdesk", record, here, {
        reason: "Nothing says which ticket this conversation is of: it has no ticket_id.",
        issues: [{ path: "ticket_id", message: "is missing" }],
      });
      continue;
    }
    const said = parsed.data;
    yield { kind: "entry", account, key: `conversation:${said.id}` };
    const about = freshAbout(place.book, account, id);
    const writer = new TicketWriter(about, position);
    const automatic = said.auto_response || said.automation_id !== null;
    const deed = {
      atMs: said.created_at,
      actor: freshActor(about, said.user_id, { incoming: said.incoming, automatic }),
    };
    const changedAtMs = Math.max(said.created_at, said.updated_at ?? 0);
    const into =
      said.private && !said.incoming
        ? mergedInto.exec((said.body_text ?? said.body ?? "").slice(0, 2_000))?.[1]
        : undefined;
    yield writer.write(
      "ticket.replied",
      `conversation:${said.id}`,
      stateRevision(changedAtMs, about.level),
      deed,
      {
        public: !said.private && said.source !== forwarded,
        signals: signalsOfText({ plain: said.body_text, html: said.body }),
      },
    );
    if (into !== undefined && into !== id)
      yield writer.write("ticket.merged", `merged:${id}`, aboveStates + about.level, deed, {
        into: ticketKey("freshdesk", account, into),
      });
  }
}
