import type { Signals } from "@rapport/contracts/EmailMessage";
import type { Source } from "@rapport/contracts/Envelope";
import type {
  TimelineEvent,
  TimelineMeeting,
  TimelineMessage,
  TimelineMoney,
  TimelineTicket,
  TimelineTime,
} from "@rapport/contracts/http/Timeline";
import { hours, minute, none } from "../render/format.ts";
import { moneyText } from "../render/money.ts";
import { type Html, html, type Piece } from "./Html.ts";

const directionNames = { in: "they wrote", out: "we wrote", other: "others wrote" } as const;
const sideNames = { them: "they", us: "we", system: "the help desk", unknown: "somebody" } as const;
const moneyNames = {
  invoice: "invoice",
  payment: "payment",
  credit_note: "credit note",
  expense: "expense",
  overhead: "overhead",
} as const;

const signalNames = (signals: Signals | null): ReadonlyArray<string> => {
  if (signals === null) return [];
  const flags: ReadonlyArray<readonly [boolean, string]> = [
    [signals.asks, "asks"],
    [signals.complaint, "complaint"],
    [signals.urgency, "urgent"],
    [signals.scopeRequest, "scope request"],
    [signals.escalation, "escalation"],
    [signals.thanks, "thanks"],
  ];
  return flags.filter(([raised]) => raised).map(([, name]) => name);
};

const some = (names: ReadonlyArray<string>): string =>
  `${names.slice(0, 5).join(", ") || none}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`;

/** What an event shows: its tag, its signals, a line about it, and what it is called in its source. */
interface Shown {
  readonly tag: string;
  readonly signals: ReadonlyArray<string>;
  readonly line: Piece;
  readonly name: string | null;
}

const message = (event: TimelineMessage): Shown => {
  const of = (from: boolean) =>
    event.participants.filter((p) => (p.role === "from") === from).map((p) => p.address);
  return {
    tag: directionNames[event.direction],
    signals: signalNames(event.signals),
    line: `${of(true).join(", ") || none} → ${some(of(false))} · ${event.signals.words} words`,
    name: event.messageId ?? "no Message-ID",
  };
};

const ticketDoes: Readonly<Record<string, string>> = {
  "ticket.opened": "opened it",
  "ticket.replied": "replied",
  "ticket.assigned": "assigned it",
  "ticket.escalated": "escalated it",
  "ticket.solved": "solved it",
  "ticket.reopened": "reopened it",
  "ticket.rated": "rated it",
  "ticket.status_changed": "changed its status",
  "ticket.sla_assessed": "assessed a promise",
};

const ticket = (event: TimelineTicket): Shown => {
  const did = event.public === false ? "wrote a note" : (ticketDoes[event.type] ?? event.type);
  const status = event.status === null ? "" : `, ${event.previousStatus ?? none} → ${event.status}`;
  const score = event.scoreMilli === null ? "" : `: ${(event.scoreMilli / 1000).toFixed(2)} of 1`;
  const promise = event.slaKept === null ? "" : event.slaKept ? ": kept" : ": missed";
  const words = event.signals === null || event.signals.words === 0 ? "" : ` · ${event.signals.words} words`;
  return {
    tag: "ticket",
    signals: signalNames(event.signals),
    line: `${sideNames[event.by]} ${did}${status}${score}${promise}${words}`,
    name: event.ticket,
  };
};

const meeting = (event: TimelineMeeting): Shown => ({
  tag: `meeting, ${event.outcome}`,
  signals: [
    ...(event.moved ? ["moved"] : []),
    ...(event.noShow ? ["nobody came"] : []),
    ...(event.named ? ["among ourselves"] : []),
  ],
  line: `${event.minutes} min, ${event.ourHeads} of ours, ${event.theirHeads} of theirs${
    event.addresses.length === 0 ? "" : `: ${some(event.addresses)}`
  }${event.cancelledBy === null ? "" : ` · cancelled by ${event.cancelledBy}`}${
    event.noticeHours === null
      ? ""
      : event.noticeHours < 0
        ? " after its start"
        : `, ${hours(event.noticeHours)} before`
  }`,
  name: null,
});

const money = (event: TimelineMoney): Shown => ({
  tag: moneyNames[event.what],
  signals: [...(event.status === "posted" ? [] : [event.status]), ...(event.disputed ? ["disputed"] : [])],
  line: `${moneyText(event.totalMinor, event.currency)}${
    event.netMinor === event.totalMinor ? "" : `, net ${moneyText(event.netMinor, event.currency)}`
  }${event.dueOn === null ? "" : `, due ${event.dueOn}`}${
    event.invoiceNumber === null ? "" : `, for invoice ${event.invoiceNumber}`
  }`,
  name: event.number,
});

const time = (event: TimelineTime): Shown => ({
  tag: "time",
  signals: event.status === "posted" ? [] : [event.status],
  line: `${(event.durationSeconds / 3600).toFixed(2)} h${event.billable === true ? ", billable" : ""}${
    event.activity === null ? "" : `, ${event.activity}`
  }`,
  name: null,
});

const shownOf = (event: TimelineEvent): Shown => {
  switch (event.kind) {
    case "message":
      return message(event);
    case "ticket":
      return ticket(event);
    case "meeting":
      return meeting(event);
    case "money":
      return money(event);
    case "time":
      return time(event);
  }
};

const placeOf = ({ account, file, position }: Source): string =>
  `${account}: ${position === "" ? file : `${file} @ ${position}`}`;

/** One event: when, what, and where to read it. */
export const timelineItem = (event: TimelineEvent): Html => {
  const { tag, signals, line, name } = shownOf(event);
  return html`<li class="${event.kind === "message" ? event.direction : event.kind}">
    <p>
      <time datetime="${event.occurredAt}">${minute(event.occurredAt)}</time>
      <span class="tag">${tag}</span>${
        !event.timePlausible && html` <span class="tag">date not believable</span>`
      }${signals.map((signal) => html` <span class="tag signal">${signal}</span>`)}
    </p>
    <p>${line}</p>
    <p class="where">
      ${name !== null && html`<code>${name}</code>`}${event.sources.map(
        (source, i) => html`${(i > 0 || name !== null) && " · "}${placeOf(source)}`,
      )}
    </p>
  </li>`;
};
