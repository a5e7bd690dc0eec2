import type {
  TimelineEvent,
  TimelineMeeting,
  TimelineMessage,
  TimelineMoney,
  TimelineTicket,
  TimelineTime,
} from "@rapport/contracts/http/Timeline";
import { dayText } from "../../../format/days.ts";
import { durationText } from "../../../format/duration.ts";
import { moneyText } from "../../../format/money.ts";
import { clientTimelineTexts } from "../../../texts/en/clientTimeline.ts";

const texts = clientTimelineTexts.event;

/** An event in words: what it is, what names it, and what is to be known about it. */
export interface TimelineWords {
  readonly what: string;
  /** Names from the data: shown apart, as they may be of any script. */
  readonly who: string | null;
  readonly details: ReadonlyArray<string>;
}

type Signals = TimelineMessage["signals"];

const marks = ["asks", "complaint", "urgency", "scopeRequest", "escalation", "thanks"] as const;

const signalWords = (signals: Signals): Array<string> => [
  texts.words(signals.words),
  ...(signals.toneMilli === null
    ? []
    : [texts.tone((signals.toneMilli / 1000).toFixed(2).replace("-", "−"))]),
  ...marks.filter((mark) => signals[mark]).map((mark) => texts[mark]),
];

const messageWords = ({ direction, participants, signals }: TimelineMessage): TimelineWords => {
  const from = participants.filter(({ role }) => role === "from").map(({ address }) => address);
  const to = participants.filter(({ role }) => role !== "from").map(({ address }) => address);
  return {
    what: texts[direction],
    who: [...from, "→", ...to.slice(0, 3), ...(to.length > 3 ? [`+${to.length - 3}`] : [])].join(" "),
    details: signalWords(signals),
  };
};

const ticketWords = (event: TimelineTicket): TimelineWords => ({
  what: texts.ticket(event.ticket, event.type.replace(/^ticket\./, "").replaceAll("_", " ")),
  who: null,
  details: [
    texts.by[event.by],
    ...(event.status === null ? [] : [texts.status(event.previousStatus, event.status)]),
    ...(event.public === false && event.type === "ticket.replied" ? [texts.privately] : []),
    ...(event.scoreMilli === null ? [] : [texts.rated((event.scoreMilli / 1000).toFixed(1))]),
    ...(event.slaKept === null ? [] : [event.slaKept ? texts.slaKept : texts.slaMissed]),
    ...(event.signals === null ? [] : signalWords(event.signals)),
  ].filter((word) => word !== ""),
});

const meetingWords = (event: TimelineMeeting): TimelineWords => ({
  what: texts.meeting[event.outcome],
  who: event.addresses.length === 0 ? null : event.addresses.join(", "),
  details: [
    texts.minutes(event.minutes),
    texts.heads(event.ourHeads, event.theirHeads),
    ...(event.named ? [texts.named] : []),
    ...(event.moved ? [texts.moved] : []),
    ...(event.noShow ? [texts.noShow] : []),
    ...(event.cancelledBy === null ? [] : [texts.cancelledBy[event.cancelledBy]]),
  ].filter((word) => word !== ""),
});

/** Amounts are null for who may not see money. */
const moneyWords = (event: TimelineMoney): TimelineWords => {
  const amount: number | null = event.netMinor;
  return {
    what: texts.money[event.what],
    who: event.number ?? (event.invoiceNumber === null ? null : texts.forInvoice(event.invoiceNumber)),
    details: [
      ...(amount === null ? [] : [moneyText(amount, event.currency)]),
      ...(event.dueOn === null ? [] : [texts.due(dayText(event.dueOn))]),
      ...(event.disputed ? [texts.disputed] : []),
      ...(event.status === "posted" ? [] : [event.status.replaceAll("_", " ")]),
    ],
  };
};

const timeWords = (event: TimelineTime): TimelineWords => ({
  what: texts.time,
  who: event.activity,
  details: [
    durationText(event.durationSeconds),
    ...(event.billable === null ? [] : [event.billable ? texts.billable : texts.notBillable]),
    ...(event.status === "posted" ? [] : [event.status.replaceAll("_", " ")]),
  ],
});

/** What a timeline says of an event. */
export const timelineWords = (event: TimelineEvent): TimelineWords => {
  switch (event.kind) {
    case "message":
      return messageWords(event);
    case "ticket":
      return ticketWords(event);
    case "meeting":
      return meetingWords(event);
    case "money":
      return moneyWords(event);
    case "time":
      return timeWords(event);
  }
};
