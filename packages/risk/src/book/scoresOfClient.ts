import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import type { ClientCourse, ClientEnd, ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { type EndSpan, neverTakenBack } from "../ends/EndSpan.ts";
import { mondayOf, sundayOf, weekOf } from "../weeks/weekNumbers.ts";

/** A client that comes back later than so many weeks after its end begins anew. */
export const newBeginningWeeks = 13;

/** Weeks of a client over which one word about its end holds, or none. */
export interface Stretch {
  /** Null: no end. */
  readonly end: EndSpan | null;
  /** The week from which on its past counts: it begins anew when it comes back after long. */
  readonly past: number;
  /** Weeks of the stretch, both included; later than its end none. */
  readonly from: number;
  readonly to: number;
}

/** The week whose end is the first to show what holds from a day on. */
const weekShowing = (day: string): number => weekOf(day);

/**
 * The weeks from `first` to `last` cut where what holds of the client's end changes. Weeks in which it had gone are in none.
 */
export const stretches = (
  spans: ReadonlyArray<EndSpan>,
  first: number,
  last: number,
): ReadonlyArray<Stretch> => {
  const found: Array<Stretch> = [];
  let past = first;
  let from = first;
  for (const end of spans) {
    const until = end.until === neverTakenBack ? Infinity : weekShowing(end.until);
    const gone = weekOf(end.endsOn);
    const to = Math.min(until - 1, gone, last);
    // Up to the notice the same weeks belong to the client as it was before it.
    if (to >= from) found.push({ end, past, from, to });
    if (until - gone > newBeginningWeeks) past = Math.max(past, until);
    from = Math.max(from, until);
  }
  if (from <= last) found.push({ end: null, past, from, to: last });
  return found;
};

const endOf = (span: EndSpan | null): ClientEnd | null =>
  span === null ? null : { noticeOn: span.noticeOn, endsOn: span.endsOn, cause: span.cause };

/** A client without its weeks. */
export type ClientHead = Pick<ClientCourse, "party" | "leftTruncated" | "segment" | "tier">;

/** The course that a stretch is the end of: all weeks of that past, with that end. `first` is the week of the first of all. */
export const courseOf = (
  head: ClientHead,
  weeks: ReadonlyArray<ClientWeek>,
  first: number,
  { end, past, to }: Stretch,
): ClientCourse => ({
  ...head,
  leftTruncated: head.leftTruncated && past === first,
  weeks: weeks.slice(past - first, to - first + 1),
  end: endOf(end),
});

/** Scores of the weeks of a stretch alone. */
export const scoresOfStretch = (
  scores: ReadonlyArray<ClientScore>,
  { from, to }: Stretch,
): ReadonlyArray<ClientScore> => {
  const [monday, last] = [mondayOf(from), mondayOf(to)];
  return scores.filter(({ week }) => week >= monday && week <= last);
};

/** The Sunday of a week, for those who ask what held then. */
export const asOfWeek = sundayOf;
