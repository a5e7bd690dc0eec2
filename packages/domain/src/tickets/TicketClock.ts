import type { TicketStatus } from "@rapport/contracts/Ticket";
import { type WorkingCalendar, workingMsBetween } from "../metrics/WorkingTime.ts";
import { isDone, isPaused } from "./statuses.ts";

/** From `atMs` (UTC) on the ticket has this status. */
export interface StatusAt {
  readonly atMs: number;
  readonly status: TicketStatus;
}

/** A span of a ticket's life, in ms, measured three ways. */
export interface TicketTime {
  readonly elapsedMs: number;
  /** Without what it was solved, waiting for the client or on hold. */
  readonly netMs: number;
  /** What of `netMs` lies within the firm's hours. */
  readonly workingMs: number;
}

/** The parts of a span in which the ticket was ours to work on, in order. `statuses` are in order of time. */
export const runningSpans = (
  statuses: ReadonlyArray<StatusAt>,
  fromMs: number,
  toMs: number,
): ReadonlyArray<readonly [fromMs: number, toMs: number]> => {
  const spans: Array<readonly [number, number]> = [];
  let start: number | null = fromMs;
  for (const { atMs, status } of statuses) {
    if (atMs >= toMs) break;
    const stops = isPaused(status) || isDone(status);
    if (stops && start !== null) {
      if (atMs > start) spans.push([start, atMs]);
      start = null;
    } else if (!stops && start === null) start = Math.max(atMs, fromMs);
  }
  if (start !== null && toMs > start) spans.push([start, toMs]);
  return spans;
};

/** Measures a span of a ticket whose statuses are known; a negative one is nothing. */
export const ticketTime = (
  statuses: ReadonlyArray<StatusAt>,
  fromMs: number,
  toMs: number,
  calendar: WorkingCalendar,
): TicketTime => {
  const spans = runningSpans(statuses, fromMs, toMs);
  return {
    elapsedMs: Math.max(0, toMs - fromMs),
    netMs: spans.reduce((sum, [from, to]) => sum + to - from, 0),
    workingMs: spans.reduce((sum, [from, to]) => sum + workingMsBetween(calendar, from, to), 0),
  };
};
