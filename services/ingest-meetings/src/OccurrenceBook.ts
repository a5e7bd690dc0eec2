import type { DeadLetterCode, DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import type { MeetingEvent } from "@rapport/contracts/Meeting";
import type { ListedMeeting } from "@rapport/contracts/MeetingFigures";

/** What is kept of an occurrence: of all its versions what figures need. */
interface Entry {
  readonly key: string;
  revision: number;
  seriesRevision: number;
  readonly starts: Set<number>;
  current: Pick<
    MeetingEvent["data"],
    "series" | "recurring" | "originalStartAt" | "startAt" | "endAt" | "timeZone" | "allDay" | "status"
  >;
}

/** The occurrences that begin in a span of time. */
export interface OccurrenceWindow {
  readonly series: number;
  readonly occurrences: number;
  readonly cancelled: number;
  readonly moved: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly list: () => ReadonlyArray<ListedMeeting>;
}

const isMeeting = (event: RapportEvent): event is MeetingEvent => event.type.startsWith("meeting.");

const wasMoved = ({ starts, current }: Entry): boolean =>
  starts.size > 1 || (current.originalStartAt !== null && !starts.has(current.originalStartAt));

const listed = (entry: Entry): ListedMeeting => {
  const { series, startAt, endAt, timeZone, allDay, status } = entry.current;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const moved = wasMoved(entry);
  return { series, start: iso(startAt), end: iso(endAt), zone: timeZone, allDay, status, moved };
};

const byStart = (a: Entry, b: Entry): number =>
  a.current.startAt - b.current.startAt || a.current.endAt - b.current.endAt || (a.key < b.key ? -1 : 1);

/** Folds the events of calendars into occurrences as they stand; in any order, copies make no difference. */
export const makeOccurrenceBook = () => {
  const entries = new Map<string, Entry>();
  const newest = new Map<string, number>();
  const letters = new Map<string, DeadLetterCode>();

  const add = ({ data }: MeetingEvent): void => {
    const { document, series, seriesRevision, startAt } = data;
    newest.set(series, Math.max(newest.get(series) ?? 0, seriesRevision));
    const entry = entries.get(document.key);
    const { recurring, originalStartAt, endAt, timeZone, allDay, status } = data;
    const current = { series, recurring, originalStartAt, startAt, endAt, timeZone, allDay, status };
    const { revision } = document;
    if (entry === undefined) {
      const starts = new Set([startAt]);
      entries.set(document.key, { key: document.key, revision, seriesRevision, starts, current });
      return;
    }
    entry.starts.add(startAt);
    entry.seriesRevision = Math.max(entry.seriesRevision, seriesRevision);
    if (revision <= entry.revision) return;
    entry.revision = revision;
    entry.current = current;
  };

  /** Less what a newer version of its series does not have any more. */
  const standing = (): Array<Entry> =>
    [...entries.values()].filter(
      ({ seriesRevision, current }) =>
        seriesRevision === 0 || seriesRevision >= (newest.get(current.series) ?? 0),
    );

  return {
    event: (event: RapportEvent): void => {
      if (isMeeting(event)) add(event);
    },
    letter: (letter: DeadLetterRaised): void => void letters.set(letter.id, letter.code),
    unreadable: (): number => letters.size,
    unreadableByCode: (): Partial<Record<DeadLetterCode, number>> => {
      const counts: Partial<Record<DeadLetterCode, number>> = {};
      for (const code of letters.values()) counts[code] = (counts[code] ?? 0) + 1;
      return counts;
    },
    /** The occurrences that begin at or after `fromMs` and before `toMs`. */
    between: (fromMs: number, toMs: number): OccurrenceWindow => {
      const found = standing().filter(({ current: { startAt } }) => startAt >= fromMs && startAt < toMs);
      const starts = found.map(({ current }) => current.startAt);
      return {
        series: new Set(found.flatMap(({ current }) => (current.recurring ? [current.series] : []))).size,
        occurrences: found.length,
        cancelled: found.filter(({ current }) => current.status === "cancelled").length,
        moved: found.filter(wasMoved).length,
        firstAt: starts.length === 0 ? null : starts.reduce((a, b) => Math.min(a, b)),
        lastAt: starts.length === 0 ? null : starts.reduce((a, b) => Math.max(a, b)),
        list: () => found.toSorted(byStart).map(listed),
      };
    },
  };
};
