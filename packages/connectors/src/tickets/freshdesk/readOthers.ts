import type { DeskPlace, DeskRecord } from "../Desk.ts";
import { accountOf, refuse, refuseFields } from "../refuse.ts";
import { signalsOfText } from "../SignalsOfText.ts";
import type { TicketItem } from "../TicketItem.ts";
import { partiesOf, stateRevision, ticketKey, TicketWriter } from "../TicketWriter.ts";
import { freshScore } from "./kinds.ts";
import { freshAbout, memberParties, userParty } from "./people.ts";
import { FreshRating, TimeEntry } from "./records.ts";

/** Seconds of `HH:MM`, null for what is none. */
export const secondsOf = (spent: string): number | null => {
  const parts = /^(\d{1,5}):([0-5]\d)$/.exec(spent.trim());
  return parts === null ? null : Number(parts[1]) * 3600 + Number(parts[2]) * 60;
};

/** Time spent on a ticket: an entry of the ledger. While its timer runs it is a draft and counts in no total. */
export function* readTime(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = TimeEntry.safeParse(record.value);
  if (!parsed.success) {
    yield refuseFields("freshdesk", "time entry", record, place, parsed.error);
    return;
  }
  const time = parsed.data;
  const durationSeconds = secondsOf(time.time_spent);
  if (durationSeconds === null) {
    yield refuse("freshdesk", record, place, {
      reason: `The time spent is written HH:MM, not ${JSON.stringify(time.time_spent.slice(0, 20))}.`,
      issues: [{ path: "time_spent", message: "is not HH:MM" }],
    });
    return;
  }
  const account = accountOf(place, null);
  const about = freshAbout(place.book, account, time.ticket_id ?? "", time.company_id);
  const workedAt = time.executed_at ?? time.start_time ?? time.created_at;
  const workedOn = new Date(workedAt).toISOString().slice(0, 10);
  yield { kind: "entry", account, key: `time:${time.id}` };
  yield {
    kind: "document",
    connector: "freshdesk",
    account,
    position: place.position,
    key: `time:${time.id}`,
    revision: stateRevision(Math.max(time.created_at, time.updated_at ?? 0), about.level),
    logKey: `freshdesk:${account}:time:${time.id}`,
    draft: {
      type: "time.logged",
      occurredAt: workedAt,
      parties: about.parties,
      members: partiesOf(memberParties(place.book, account, time.agent_id)),
      data: {
        status: time.timer_running ? "draft" : "posted",
        workedOn,
        startedAt: null,
        endedAt: null,
        durationSeconds,
        billable: time.billable ?? null,
        activity: null,
        ticket: time.ticket_id === null ? null : ticketKey("freshdesk", account, time.ticket_id),
      },
    },
  };
}

/** The client's rating; of several of a ticket the latest holds. */
export function* readRating(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const parsed = FreshRating.safeParse(record.value);
  const scoreMilli = freshScore(parsed.data?.ratings.default_question ?? Number.NaN);
  if (!parsed.success) {
    yield refuseFields("freshdesk", "satisfaction rating", record, place, parsed.error);
    return;
  }
  if (scoreMilli === null) {
    yield refuse("freshdesk", record, place, {
      reason: "The rating is none of Freshdesk's seven, -103 (extremely unhappy) to 103 (extremely happy).",
      issues: [{ path: "ratings.default_question", message: "is no rating" }],
    });
    return;
  }
  const rating = parsed.data;
  const account = accountOf(place, null);
  yield { kind: "entry", account, key: `rating:${rating.id}` };
  const about = freshAbout(place.book, account, rating.ticket_id);
  const atMs = rating.updated_at ?? rating.created_at;
  yield new TicketWriter(about, place.position).write(
    "ticket.rated",
    `rating:${rating.ticket_id}`,
    stateRevision(atMs, about.level),
    { atMs, actor: { side: "them", party: userParty(account, rating.user_id ?? about.requester) } },
    { scoreMilli, signals: signalsOfText({ html: rating.feedback }) },
  );
}
