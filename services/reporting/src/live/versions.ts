import { type LivePart, liveParts, type LiveVersions } from "@rapport/contracts/http/live/Live";

/** What the warehouse was found to hold of each part, as text: equal while nothing of it moved. */
export type Holdings = Readonly<Record<LivePart, string>>;

/** Event types of the directory's log that say something of clients, rather than who is who or how to reckon. */
const words = new Set([
  "alert.snoozed",
  "break.agreed",
  "cause.noted",
  "client.agreed",
  "client.ended",
  "client.flagged",
  "client.resumed",
  "decision.made",
  "play.ended",
  "play.started",
  "rung.waived",
  "verdict.given",
  "word.undone",
]);

interface Mark {
  readonly name: string;
  readonly version: number;
}

/** Sorts what the queries `live-marks` and `directory-records` answer by what it is part of. */
export const holdingsOf = (
  marks: ReadonlyArray<Mark>,
  directory: ReadonlyArray<{ readonly type: string; readonly records: number }>,
): Holdings => {
  const records = marks.find(({ name }) => name === "records")?.version ?? 0;
  const said = directory.reduce((sum, row) => sum + row.records, 0);
  const text = (rows: ReadonlyArray<object>) => JSON.stringify(rows);
  const states = marks
    .filter(({ name }) => name.startsWith("state "))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    facts: String(records - said),
    words: text(directory.filter(({ type }) => words.has(type))),
    directory: text(directory.filter(({ type }) => !words.has(type))),
    books: text(states.filter(({ name }) => name !== "state risk")),
    risk: text(states.filter(({ name }) => name === "state risk")),
  };
};

/** Which parts are not as they were. */
export const movedBetween = (before: Holdings, after: Holdings): ReadonlyArray<LivePart> =>
  liveParts.filter((part) => before[part] !== after[part]);

/**
 * The versions after those parts moved. They count up from the moment that the server began, so that a server that began
 * anew shows no version that an earlier one showed.
 */
export const advance = (versions: LiveVersions, moved: ReadonlyArray<LivePart>): LiveVersions => ({
  ...versions,
  ...Object.fromEntries(moved.map((part) => [part, versions[part] + 1])),
});

export const versionsFrom = (startedMs: number): LiveVersions => ({
  facts: startedMs,
  directory: startedMs,
  words: startedMs,
  books: startedMs,
  risk: startedMs,
});
