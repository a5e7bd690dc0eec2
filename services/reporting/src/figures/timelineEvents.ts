import type { Participant, Signals } from "@rapport/contracts/EmailMessage";
import type { Source } from "@rapport/contracts/Envelope";
import type { TimelineEvent, TimelineMessage, TimelineTicket } from "@rapport/contracts/http/Timeline";
import type { SignalRow } from "../queries/columns.ts";
import type { SightingRow, TimelineRow } from "../queries/Timeline.ts";
import type {
  TimelineMeetingRow,
  TimelineMoneyRow,
  TimelineTicketRow,
  TimelineTimeRow,
} from "../queries/TimelineSources.ts";
import { hoursOf } from "./rounding.ts";

/** A row of one kind, and its place in the list. */
export type AnyTimelineRow =
  | { readonly kind: "message"; readonly row: TimelineRow }
  | { readonly kind: "ticket"; readonly row: TimelineTicketRow }
  | { readonly kind: "meeting"; readonly row: TimelineMeetingRow }
  | { readonly kind: "money"; readonly row: TimelineMoneyRow }
  | { readonly kind: "time"; readonly row: TimelineTimeRow };

const directions = { them: "in", us: "out", other: "other" } as const;
const iso = (ms: number): string => new Date(ms).toISOString();
const orNull = (text: string): string | null => (text === "" ? null : text);

const participantsOf = (row: TimelineRow): Array<Participant> => {
  const recipients = row.recipient_address.map((address, i) => ({
    role: row.recipient_role[i] ?? "to",
    address,
    organisation: row.recipient_organisation[i] || null,
    kind: row.recipient_kind[i] ?? "person",
  }));
  if (row.from_address === "") return recipients;
  const from = {
    role: "from" as const,
    address: row.from_address,
    organisation: orNull(row.from_organisation),
    kind: row.from_kind === "" ? ("person" as const) : row.from_kind,
  };
  return [from, ...recipients];
};

const signalsOf = (row: SignalRow): Signals => ({
  words: row.words,
  questions: row.questions,
  toneMilli: row.tone_milli,
  toneErrorMilli: row.tone_error_milli,
  asks: row.asks,
  complaint: row.complaint,
  urgency: row.urgency,
  scopeRequest: row.scope_request,
  escalation: row.escalation,
  thanks: row.thanks,
});

type Common = Pick<TimelineMessage, "id" | "type" | "occurredAt" | "timePlausible" | "sources">;

const messageOf = (common: Common, row: TimelineRow): TimelineMessage => ({
  kind: "message",
  ...common,
  direction: directions[row.side],
  messageId: orNull(row.message_id),
  thread: row.thread,
  participants: participantsOf(row),
  signals: signalsOf(row),
});

const countsTimes = new Set(["ticket.reopened", "ticket.assigned"]);
const hasText = new Set(["ticket.opened", "ticket.replied", "ticket.rated"]);

const ticketOf = (common: Common, row: TimelineTicketRow): TimelineTicket => ({
  kind: "ticket",
  ...common,
  ticket: row.ticket,
  by: row.actor_side,
  status: row.status,
  previousStatus: row.previous_status,
  public: row.type === "ticket.replied" ? row.public : null,
  times: countsTimes.has(row.type) ? row.times : null,
  scoreMilli: row.score_milli,
  slaKept: row.sla_kept,
  signals: hasText.has(row.type) ? signalsOf(row) : null,
});

const meetingOf = (common: Common, row: TimelineMeetingRow): TimelineEvent => ({
  kind: "meeting",
  ...common,
  outcome: row.outcome,
  endAt: iso(row.end_ms),
  minutes: row.minutes,
  ourHeads: row.our_heads,
  theirHeads: row.heads,
  addresses: row.addresses,
  moved: row.moved,
  noShow: row.no_show,
  named: row.named,
  cancelledBy: row.cancelled_by,
  noticeHours: row.notice_ms === null ? null : hoursOf(row.notice_ms),
});

const moneyOf = (common: Common, row: TimelineMoneyRow): TimelineEvent => ({
  kind: "money",
  ...common,
  what: row.kind,
  status: row.status,
  number: orNull(row.number),
  invoiceNumber: orNull(row.invoice_number),
  currency: row.currency,
  netMinor: row.amount_minor,
  totalMinor: row.total_minor,
  dueOn: row.due_day,
  disputed: row.disputed,
});

const timeOf = (common: Common, row: TimelineTimeRow): TimelineEvent => ({
  kind: "time",
  ...common,
  status: row.status,
  workedOn: row.worked_day,
  durationSeconds: row.duration_seconds,
  billable: row.billable,
  activity: orNull(row.activity),
});

const eventOf = (common: Common, of: AnyTimelineRow): TimelineEvent => {
  switch (of.kind) {
    case "message":
      return messageOf(common, of.row);
    case "ticket":
      return ticketOf(common, of.row);
    case "meeting":
      return meetingOf(common, of.row);
    case "money":
      return moneyOf(common, of.row);
    case "time":
      return timeOf(common, of.row);
  }
};

const placeOf = ({ connector, account, file, position }: SightingRow): Source => ({
  connector,
  account,
  file,
  position,
});

/** Rows of the warehouse as the timeline's events, in the same order, each with its places in the sources. */
export const timelineEvents = (
  rows: ReadonlyArray<AnyTimelineRow>,
  sightings: ReadonlyArray<SightingRow>,
): ReadonlyArray<TimelineEvent> => {
  const places = Map.groupBy(sightings, (sighting) => sighting.event_id);
  return rows.map((of) =>
    eventOf(
      {
        id: of.row.event_id,
        type: of.row.type,
        occurredAt: iso(of.row.occurred_ms),
        timePlausible: of.row.time_plausible,
        sources: (places.get(of.row.event_id) ?? []).map(placeOf),
      },
      of,
    ),
  );
};
