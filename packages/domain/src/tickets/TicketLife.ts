import type { TicketStatus } from "@rapport/contracts/Ticket";
import { defaultCalendar, type WorkingCalendar } from "../metrics/WorkingTime.ts";
import { isDone } from "./statuses.ts";
import type { StatusAt, TicketTime } from "./TicketClock.ts";
import { ticketTime } from "./TicketClock.ts";
import type { TicketEntry } from "./TicketEntry.ts";

/** What became of one ticket. Times are UTC ms, null where the source does not say. */
export interface TicketLife {
  readonly openedAt: number | null;
  /** Opening to our first public reply after it. */
  readonly firstResponse: TicketTime | null;
  /** Opening to the last resolution, of a ticket that stands resolved. */
  readonly resolution: TicketTime | null;
  readonly reopenings: number;
  readonly reassignments: number;
  /** Of `reassignments`, those from one named person to another. */
  readonly handOvers: number;
  readonly escalations: number;
  /** Public replies of each side, the description not among them; rules and robots are nobody's. */
  readonly repliesIn: number;
  readonly repliesOut: number;
  /** Messages among ourselves. */
  readonly notes: number;
  /** The client's last rating, 0 to 1000. */
  readonly scoreMilli: number | null;
  readonly slaKept: number;
  readonly slaMissed: number;
  readonly deleted: boolean;
  readonly merged: boolean;
}

type Of<T extends TicketEntry["type"]> = Extract<TicketEntry, { readonly type: T }>;
const of = <T extends TicketEntry["type"]>(entries: ReadonlyArray<TicketEntry>, type: T): Array<Of<T>> =>
  entries.filter((entry): entry is Of<T> => entry.type === type);

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, n) => total + n, 0);

/** By time; at the same time a resolution comes after what was done before it, and a reopening after that. */
const rank: Partial<Record<TicketEntry["type"], number>> = {
  "ticket.opened": 0,
  "ticket.status_changed": 1,
  "ticket.solved": 2,
  "ticket.reopened": 3,
};

type Change = Of<"ticket.status_changed" | "ticket.solved" | "ticket.reopened">;

const isChange = (entry: TicketEntry): entry is Change =>
  entry.type === "ticket.status_changed" ||
  entry.type === "ticket.solved" ||
  entry.type === "ticket.reopened";

const nameOf = ({ data }: Change): string => `${data.from} ${data.to}`;

/** More changes than this at one moment are taken in the order of their kinds. */
const maxChained = 6;

/** The order in which each change goes on from where the one before it ended, null where there is none. */
const chainOf = (changes: ReadonlyArray<Change>, from: TicketStatus | null): ReadonlyArray<Change> | null => {
  if (changes.length === 0) return [];
  for (const [i, change] of changes.entries()) {
    if (change.data.from !== from) continue;
    const rest = chainOf(changes.toSpliced(i, 1), change.data.to);
    if (rest !== null) return [change, ...rest];
  }
  return null;
};

/** By time; those of one moment so that each goes on from the one before, where they can. */
const chained = (changes: ReadonlyArray<Change>, first: TicketStatus | null): ReadonlyArray<Change> => {
  const sorted = changes.toSorted(
    (a, b) =>
      a.occurredAt - b.occurredAt ||
      (rank[a.type] ?? 9) - (rank[b.type] ?? 9) ||
      (nameOf(a) < nameOf(b) ? -1 : 1),
  );
  const ordered: Array<Change> = [];
  for (let at = 0; at < sorted.length;) {
    const moment = sorted[at]!.occurredAt;
    let end = at + 1;
    while (end < sorted.length && sorted[end]!.occurredAt === moment) end++;
    const group = sorted.slice(at, end);
    const status = ordered.at(-1)?.data.to ?? first;
    const chain = group.length === 1 || group.length > maxChained ? null : chainOf(group, status);
    ordered.push(...(chain ?? group));
    at = end;
  }
  return ordered;
};

/** The statuses a ticket had, in order. A change from a status to itself says nothing and is left out. */
export const statusesOf = (entries: ReadonlyArray<TicketEntry>): ReadonlyArray<StatusAt> => {
  const opened = of(entries, "ticket.opened")[0];
  const changes = chained(
    entries.filter(isChange).filter(({ data }) => data.from !== data.to),
    opened?.data.status ?? null,
  );
  return [
    ...(opened === undefined ? [] : [{ atMs: opened.occurredAt, status: opened.data.status }]),
    ...changes.map(({ occurredAt, data }) => ({ atMs: occurredAt, status: data.to })),
  ];
};

const firstResponseAt = (entries: ReadonlyArray<TicketEntry>, openedAt: number): number | null => {
  const replies = of(entries, "ticket.replied")
    .filter(({ data, occurredAt }) => data.public && data.actor.side === "us" && occurredAt >= openedAt)
    .map(({ occurredAt }) => occurredAt);
  return replies.length === 0 ? null : Math.min(...replies);
};

const resolvedAt = (
  entries: ReadonlyArray<TicketEntry>,
  statuses: ReadonlyArray<StatusAt>,
): number | null => {
  if (!isDone(statuses.at(-1)?.status ?? null)) return null;
  const last = (type: "ticket.solved" | "ticket.reopened") =>
    Math.max(-Infinity, ...of(entries, type).map(({ occurredAt }) => occurredAt));
  const solved = last("ticket.solved");
  return Number.isFinite(solved) && solved >= last("ticket.reopened") ? solved : null;
};

const isHandOver = ({ data }: Of<"ticket.assigned">): boolean =>
  data.previousAssignee !== null && data.assignee !== null && data.previousAssignee !== data.assignee;

const latest = <E extends TicketEntry>(entries: ReadonlyArray<E>): E | undefined =>
  entries.reduce<E | undefined>(
    (last, entry) => (last === undefined || entry.occurredAt >= last.occurredAt ? entry : last),
    undefined,
  );

/** Of each policy whether it was kept the last time; of two assessments of one moment the worse. */
const lastWords = (slas: ReadonlyArray<Of<"ticket.sla_assessed">>): ReadonlyArray<boolean> => {
  const sorted = slas.toSorted(
    (a, b) => a.occurredAt - b.occurredAt || Number(b.data.kept) - Number(a.data.kept),
  );
  return [...new Map(sorted.map(({ data }) => [data.policy, data.kept])).values()];
};

/**
 * The life of one ticket from all its events, in any order. A promise of service counts once per policy, by its last word. The
 * clock stands still while the ticket waits for the client, is on hold or solved.
 */
export const ticketLife = (
  entries: ReadonlyArray<TicketEntry>,
  calendar: WorkingCalendar = defaultCalendar,
): TicketLife => {
  const openedAt = of(entries, "ticket.opened")[0]?.occurredAt ?? null;
  const statuses = statusesOf(entries);
  const time = (toMs: number | null): TicketTime | null =>
    openedAt === null || toMs === null ? null : ticketTime(statuses, openedAt, toMs, calendar);
  const replies = of(entries, "ticket.replied");
  const publicBy = (side: "us" | "them"): number =>
    replies.filter(({ data }) => data.public && data.actor.side === side).length;
  const assigned = of(entries, "ticket.assigned");
  const promises = lastWords(of(entries, "ticket.sla_assessed"));
  return {
    openedAt,
    firstResponse: openedAt === null ? null : time(firstResponseAt(entries, openedAt)),
    resolution: time(resolvedAt(entries, statuses)),
    reopenings: sum(of(entries, "ticket.reopened").map(({ data }) => data.times)),
    reassignments: sum(assigned.map(({ data }) => data.reassignments)),
    handOvers: assigned.filter(isHandOver).length,
    escalations: of(entries, "ticket.escalated").length,
    repliesIn: publicBy("them"),
    repliesOut: publicBy("us"),
    notes: replies.filter(({ data }) => !data.public).length,
    scoreMilli: latest(of(entries, "ticket.rated"))?.data.scoreMilli ?? null,
    slaKept: promises.filter((kept) => kept).length,
    slaMissed: promises.filter((kept) => !kept).length,
    deleted: of(entries, "ticket.deleted").length > 0,
    merged: of(entries, "ticket.merged").length > 0,
  };
};
