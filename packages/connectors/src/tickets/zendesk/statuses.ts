import type { TicketPriority, TicketStatus } from "@rapport/contracts/Ticket";

const statuses: Readonly<Record<string, TicketStatus>> = {
  new: "new",
  open: "open",
  pending: "waiting",
  hold: "on_hold",
  solved: "solved",
  closed: "closed",
};

/** Null for what is no status of a live ticket (`deleted`). */
export const zendeskStatus = (word: unknown): TicketStatus | null =>
  typeof word === "string" && Object.hasOwn(statuses, word.toLowerCase())
    ? (statuses[word.toLowerCase()] ?? null)
    : null;

const priorities: ReadonlyArray<TicketPriority> = ["low", "normal", "high", "urgent"];

export const priorityOf = (word: unknown): TicketPriority | null =>
  priorities.find((priority) => priority === word) ?? null;

/** A priority went up. */
export const isRaise = (from: TicketPriority | null, to: TicketPriority | null): boolean =>
  from !== null && to !== null && priorities.indexOf(to) > priorities.indexOf(from);

/** Of `score`: `good` and `bad`, with or without comment; null for what was only offered. */
export const scoreOf = (score: unknown): number | null => {
  const word = typeof score === "string" ? score : "";
  if (word.startsWith("good")) return 1000;
  return word.startsWith("bad") ? 0 : null;
};
