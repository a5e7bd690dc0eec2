import type { EndCause } from "@rapport/contracts/Decisions";

/**
 * That a client has given notice or ended, as it holds from one day on until another: as of the days from `from` (included)
 * to `until` (excluded). Days are `YYYY-MM-DD`.
 */
export interface EndSpan {
  readonly from: string;
  readonly until: string;
  readonly noticeOn: string;
  readonly endsOn: string;
  readonly cause: EndCause;
  /** The event that says so. */
  readonly eventId: string;
}

/** What holds of a client's end on a day. */
export type EndState = Omit<EndSpan, "from" | "until">;

/** Later than every day: nothing has taken it back. */
export const neverTakenBack = "2299-12-31";

const same = (a: EndState, b: EndState): boolean =>
  a.noticeOn === b.noticeOn && a.endsOn === b.endsOn && a.cause === b.cause && a.eventId === b.eventId;

/** What holds as spans, in order, from what holds from each of some days on (`null`: there is no end). */
export const spansOf = (
  days: ReadonlyArray<string>,
  stateOn: (day: string) => EndState | null,
): ReadonlyArray<EndSpan> => {
  const spans: Array<EndSpan> = [];
  let open: EndSpan | null = null;
  for (const day of [...new Set(days)].toSorted()) {
    const state = stateOn(day);
    if (open !== null && state !== null && same(open, state)) continue;
    if (open !== null) spans.push({ ...open, until: day });
    open = state === null ? null : { ...state, from: day, until: neverTakenBack };
  }
  return open === null ? spans : [...spans, open];
};

/** The span that holds as of a day, if one does. */
export const spanOn = (spans: ReadonlyArray<EndSpan>, day: string): EndSpan | null =>
  spans.find(({ from, until }) => from <= day && day < until) ?? null;
