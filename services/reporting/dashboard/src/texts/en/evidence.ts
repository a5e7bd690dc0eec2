import type { EvidenceMetric } from "@rapport/contracts/http/economics/Evidence";

/** What each figure is, in a sentence; the whole of it is docs/metrics.md. */
const metrics: Readonly<Record<EvidenceMetric, { readonly name: string; readonly means: string }>> = {
  contribution: { name: "Net contribution", means: "Revenue less cost to serve." },
  revenue: {
    name: "Revenue",
    means: "Invoices spread over the days they are for, less credit notes and what only passes through.",
  },
  invoiced: { name: "Invoiced", means: "Invoices without tax, spread over the days they are for." },
  credited: { name: "Credited", means: "Credit notes without tax; they take away." },
  pass_through: { name: "Passed through", means: "Parts of invoices that go on to others; they take away." },
  cash: { name: "Cash", means: "Payments that came in, without tax and without what passes through." },
  cost: {
    name: "Cost to serve",
    means: "Labour, overhead, expenses, and what late or missing payment costs.",
  },
  labour: { name: "Labour", means: "Effort at the cost of the hours of those who spent it." },
  overhead: { name: "Overhead", means: "The client's part of what the firm spends whoever is served." },
  unused_capacity: { name: "Unused capacity", means: "Paid hours that no event took." },
  expenses: { name: "Expenses", means: "What we spent for the client and bill to nobody." },
  expected_loss: { name: "Expected loss", means: "The part of open invoices that is likely never paid." },
  late_payment: { name: "Late payment", means: "What it costs to wait for money that was due." },
  effort: { name: "Effort", means: "Our time: logged, and estimated where nobody logged any." },
  measured: { name: "Measured effort", means: "Time from time sheets." },
  estimated: {
    name: "Estimated effort",
    means: "Time that traces of work stand for, where nobody logged any.",
  },
  logged: { name: "Logged time", means: "Posted entries of time sheets." },
  meeting: { name: "Meetings", means: "Time of our people in meetings, before and after them." },
  ticket: { name: "Tickets", means: "Time that tickets took, estimated where nobody logged any." },
  mail: { name: "E-mail", means: "Time to write and to read messages, where nobody logged any." },
  interruption: { name: "Interruptions", means: "Time lost by being called away from other work." },
  unused: { name: "Unused time", means: "Capacity that no event took." },
  unconverted: {
    name: "Not converted",
    means: "Documents that no exchange rate converts. They are in no total.",
  },
};

/** Kinds of contributions, as `category` has them. */
const categories: Readonly<Record<string, string>> = {
  time: "Logged time",
  meeting: "Meeting",
  meeting_preparation: "Preparation of a meeting",
  meeting_follow_up: "After a meeting",
  meeting_cancelled: "Cancelled meeting",
  meeting_moved: "Moved meeting",
  ticket: "Ticket",
  ticket_reassigned: "Ticket given to somebody else",
  ticket_reopened: "Reopened ticket",
  ticket_escalated: "Escalated ticket",
  mail_written: "E-mail written",
  mail_read: "E-mail read",
  interruption: "Interruption",
  overhead: "Overhead",
  unused_capacity: "Unused capacity",
  expense: "Expense",
  expected_loss: "Expected loss",
  late_payment: "Late payment",
  invoice: "Invoice",
  credit_note: "Credit note",
  pass_through: "Passed through",
  payment: "Payment",
  unconverted: "Not converted",
};

/** Types of events; what is not here is shown by its own name. */
const types: Readonly<Record<string, string>> = {
  "email.received": "E-mail of theirs",
  "email.sent": "E-mail of ours",
  "meeting.scheduled": "Meeting",
  "meeting.held": "Meeting",
  "meeting.cancelled": "Cancelled meeting",
  "time.logged": "Time entry",
  "invoice.issued": "Invoice",
  "invoice.paid": "Payment",
  "credit_note.issued": "Credit note",
  "expense.recorded": "Expense",
  "overhead.recorded": "Overhead",
};

const holders: Readonly<Record<string, string>> = {
  unattributed: "what no client claims",
  internal: "ourselves",
  unused: "capacity nobody took",
};

/** The drawer that takes a figure apart. */
export const evidenceTexts = {
  metrics,
  close: "Close",
  loading: "Evidence",
  of: "of",
  toDays: "to",
  category: (category: string): string => categories[category] ?? category.replaceAll("_", " "),
  type: (type: string): string => types[type] ?? type.replaceAll(/[._]/g, " "),
  holder: (client: string): string | null => holders[client] ?? null,
  made: "What it is made of",
  columns: { kind: "Kind", count: "Contributions", day: "Day", what: "Event and source", amount: "Amount" },
  measured: "measured",
  estimated: "estimated",
  noEvent: "What is left of all events; no single one stands for it.",
  gone: "The event is not in the log any more.",
  own: (amount: string): string => `${amount} on the document`,
  noSource: "No place in a source is recorded.",
  sources: (count: number): string => (count === 1 ? "Where it stands" : `Where it stands (${count} places)`),
  noRate: "Each amount is in its document's own currency; they do not add up.",
  restated: (months: string): string => `Closed months were figured again since: ${months}.`,
  partial: (shown: string, total: string, amount: string): string =>
    `The first ${shown} of ${total}, together ${amount}.`,
  whole: (total: string, amount: string): string =>
    `All ${total} contributions add up to ${amount}: the figure.`,
  wholeOwn: (total: string): string => `All ${total} contributions.`,
  changed: (amount: string): string =>
    `What is listed adds up to ${amount}: figures changed while this was read. Open it again.`,
  more: (count: string): string => `Show ${count} more`,
  loadingMore: "Loading…",
  empty: { title: "Nothing adds to this figure", detail: "No event counts towards it in these days." },
  unknown: {
    title: "This evidence cannot be read",
    detail: "Its address is cut off or mistyped. Open the figure again from its page.",
  },
  reason: {
    title: "Reason for the risk",
    odds: (times: string): string => `×${times} odds of notice`,
    up: "It counts for leaving, measured against the mean client of the model.",
    down: "It counts against leaving, measured against the mean client of the model.",
    ownYear: (times: string): string => `×${times} against their own past year`,
    peers: (times: string): string => `×${times} against our other clients`,
    events: "Events it rests on",
    latest: (count: number): string => (count >= 20 ? "The 20 that count most." : "All that there are."),
    none: "It rests on what did not happen: there is no single event.",
    gone: {
      title: "This reason does not stand any more",
      detail: "The score has moved on since. The client's page has its reasons of today.",
    },
  },
  events: {
    title: "Events it rests on",
    unknown: (count: number): string =>
      count === 1 ? "One event was not found." : `${count} events were not found.`,
  },
} as const;
