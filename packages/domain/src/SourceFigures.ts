import type { Automatic } from "@rapport/contracts/EmailMessage";
import type { SourceFigures } from "@rapport/contracts/SourceFigures";
import { threadSizes } from "./threadSizes.ts";

/** What the figures need of one unique message; ids as in the event, without angle brackets. */
export interface MessageFact {
  readonly messageId: string | null;
  /** The sender's address in lower case, "" when there is none. */
  readonly from: string;
  readonly inReplyTo: string | null;
  readonly references: ReadonlyArray<string>;
  /** UTC ms. */
  readonly occurredAt: number;
  readonly timeSource: "date" | "received" | "none";
  readonly utcOffsetMinutes: number | null;
  readonly automatic: Automatic;
}

/** What cannot be counted from the unique messages. See the contract for each. */
export interface SourceTotals {
  readonly files: number;
  readonly messages: number;
  readonly unreadable: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Elapsed ms to hours with three decimals, halves up; in integers, so that SQL gives the same digits. */
const roundedHours = (ms: number): number => Math.floor((ms + 1_800) / 3_600) / 1_000;

/** Part of whole with four decimals, halves up, in integers likewise; null of nothing. */
const roundedShare = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((20_000 * part + whole) / (2 * whole)) / 10_000;

/** The value at rank floor(n * q) of the sorted values, as ClickHouse's quantileExact; null of nothing. */
const quantileExact = (sorted: Float64Array, q: number): number | null =>
  sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;

/**
 * Before 8:00, from 18:00, Saturday or Sunday by the sender's own clock; a Date without an offset (`-0000`
 * or none) is read as it stands, that is as UTC.
 */
const isAfterHours = (fact: MessageFact): boolean => {
  const local = fact.occurredAt + (fact.utcOffsetMinutes ?? 0) * 60_000;
  const day = Math.floor(local / dayMs);
  const hour = Math.floor((local - day * dayMs) / hourMs);
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return hour < 8 || hour >= 18 || weekday >= 5;
};

/** The first In-Reply-To id if it is in the set, else the last id of References that is. */
const parentOf = (fact: MessageFact, byId: ReadonlyMap<string, MessageFact>): MessageFact | undefined => {
  const direct = fact.inReplyTo === null ? undefined : byId.get(fact.inReplyTo);
  if (direct !== undefined) return direct;
  for (let i = fact.references.length - 1; i >= 0; i--) {
    const parent = byId.get(fact.references[i]!);
    if (parent !== undefined) return parent;
  }
  return undefined;
};

const replies = (facts: ReadonlyArray<MessageFact>, byId: ReadonlyMap<string, MessageFact>) => {
  const times: Array<number> = [];
  let negative = 0;
  let self = 0;
  for (const fact of facts) {
    const parent = parentOf(fact, byId);
    if (parent === undefined || parent === fact) continue;
    if (parent.from === fact.from) self++;
    else if (parent.timeSource !== "date" || fact.timeSource !== "date") continue;
    else if (fact.occurredAt < parent.occurredAt) negative++;
    else times.push(fact.occurredAt - parent.occurredAt);
  }
  return { sorted: Float64Array.from(times).toSorted(), negative, self };
};

/**
 * The figures of a source from its unique messages (one fact per event, as deduplication left it), in any
 * order. Times are the Dates as written, implausible ones included.
 */
export const sourceFigures = (totals: SourceTotals, facts: ReadonlyArray<MessageFact>): SourceFigures => {
  const byId = new Map<string, MessageFact>();
  for (const fact of facts) if (fact.messageId !== null) byId.set(fact.messageId, fact);
  const { sorted, negative, self } = replies(facts, byId);
  const median = quantileExact(sorted, 0.5);
  const p90 = quantileExact(sorted, 0.9);
  const dated = facts.filter((f) => f.timeSource === "date");
  const threads = threadSizes(byId);
  return {
    files: totals.files,
    messages: totals.messages,
    uniqueMessageIds: byId.size,
    withoutMessageId: facts.reduce((n, f) => n + (f.messageId === null ? 1 : 0), 0),
    duplicates: totals.messages - facts.length,
    automatic: facts.reduce((n, f) => n + (f.automatic === "none" ? 0 : 1), 0),
    bounces: facts.reduce((n, f) => n + (f.automatic === "bounce" ? 1 : 0), 0),
    unreadable: totals.unreadable,
    withoutDate: facts.length - dated.length,
    replyEdges: sorted.length,
    negativeReplies: negative,
    selfReplies: self,
    responseMedianHours: median === null ? null : roundedHours(median),
    responseP90Hours: p90 === null ? null : roundedHours(p90),
    threads: threads.length,
    threadsOfTwoOrMore: threads.filter((size) => size > 1).length,
    largestThread: threads.reduce((a, b) => Math.max(a, b), 0),
    afterHoursShareLocal: roundedShare(dated.filter(isAfterHours).length, dated.length),
  };
};
