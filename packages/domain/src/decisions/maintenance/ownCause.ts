import type { ClientWeek } from "../../risk/ClientWeek.ts";

/** Weeks looked back on. */
export const causeWeeks = 26;
/** An unanswered ask stands at the end of two weeks, as they look 14 days back. */
const weeksUnanswered = 2;

/** How much of a client's effort we cause ourselves; shares of 1. */
export interface OwnCause {
  readonly effortSeconds: number;
  readonly reworkSeconds: number;
  /** Effort of reopened and reassigned tickets, of all effort. */
  readonly reworkShare: number;
  /** Of what they asked for, what stood unanswered. */
  readonly unansweredShare: number;
  /** That share of the effort of messages and tickets, of all effort. */
  readonly latencyShare: number;
  /** Both together, 1 at most. */
  readonly share: number;
}

/**
 * What of the effort of the last 26 weeks our own rework and latency explain: the cause check that comes before any
 * judgement of a client (design 04 §7.2). Latency: where requests lie unanswered, people write again, and of the effort
 * that goes into messages and tickets (`correspondenceSeconds`, of the same weeks) as much is taken for that as of the
 * requests was left lying. A rough measure on purpose: it decides whether to blame ourselves first.
 */
export const ownCause = (weeks: ReadonlyArray<ClientWeek>, correspondenceSeconds: number): OwnCause => {
  const last = weeks.slice(-causeWeeks);
  const sum = (of: (week: ClientWeek) => number) => last.reduce((total, week) => total + of(week), 0);
  const effortSeconds = sum((week) => week.effortSeconds);
  const reworkSeconds = sum((week) => week.reworkSeconds);
  const asked = sum((week) => week.asksIn);
  const unanswered = sum((week) => week.asksUnanswered) / weeksUnanswered;
  const unansweredShare = asked === 0 ? 0 : Math.min(1, unanswered / asked);
  const of = (seconds: number) =>
    effortSeconds <= 0 ? 0 : Math.min(1, Math.max(0, seconds / effortSeconds));
  const reworkShare = of(reworkSeconds);
  const latencyShare = unansweredShare * of(correspondenceSeconds);
  return {
    effortSeconds,
    reworkSeconds,
    reworkShare,
    unansweredShare,
    latencyShare,
    share: Math.min(1, reworkShare + latencyShare),
  };
};
