import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { Stream } from "effect";
import type { Found } from "./Found.ts";

/** A file of an input. `path` and `modifiedAtMs` are null for standard input. `InputFile` of the connectors is one. */
export interface InputFileLike {
  readonly file: string;
  readonly path: string | null;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number | null;
}

/** The files an input is read from; `InputFiles` of the connectors (`files/openInputs`) is one. */
export interface InputFilesLike {
  readonly files: ReadonlyArray<InputFileLike>;
  /** Files that could not be opened: they become dead letters. */
  readonly problems: ReadonlyArray<{
    readonly file: string;
    readonly path: string | null;
    readonly code: DeadLetterCode;
    readonly reason: string;
    readonly sizeBytes: number;
  }>;
  readonly bytesTotal: number;
  readonly bytesRead: () => number;
}

/**
 * What an ingest service hands to `ingestFound`, `inspectFound` and `makeFoundReplayer`: files that are read
 * together and what they give. Files that need each other (tickets and their users) are one input; files that do
 * not (two tables of the books) are better inputs of their own, for each is skipped by itself while it is unchanged.
 *
 * A service is then little more than this:
 *
 * ```ts
 * export const ledgerInputs = (options: LedgerOptions): Effect<ReadonlyArray<FoundInput>, SourceError, Scope> =>
 *   Effect.map(openInputs(options.paths), (opened) => [{
 *     source: "ledger", connector: "ledger", account: "books", inputs: opened, reader: "ledger-1",
 *     readWith: { paths: pathsText(options.paths), ...options.map }, found: readBooks(opened.files),
 *   }]);
 * const ingestLedger = (options) => Effect.scoped(Effect.gen(function* () {
 *   let sum = emptySummary;
 *   for (const input of yield* ledgerInputs(options))
 *     sum = addSummaries(sum, yield* ingestFound(input, { codeVersion: version, onProgress: options.onProgress }));
 *   return sum;
 * }));
 * const inspectLedger = (options) => Effect.scoped(
 *   Effect.flatMap(ledgerInputs(options), (inputs) => inspectFound(inputs, makeFold(), { codeVersion: version })));
 * const replayLedger = (replay) => makeFoundReplayer((letter) => inputOf(letter), { ...replay, codeVersion: version });
 * const watchLedger = (config) => watchFound({ source: "ledger", ...config }, (paths) => ingestLedger({ paths }));
 * ```
 */
export interface FoundInput<E = never, R = never> {
  /** `tickets`, `meetings` or `ledger`: for people, and for the names of checkpoints. */
  readonly source: string;
  /** Whose the dead letters of `inputs.problems` are: as `FoundAt`. */
  readonly connector: string;
  readonly account: string;
  readonly inputs: InputFilesLike;
  /** The reader and its version (`zendesk-1`): raise it when the same files give other events. */
  readonly reader: string;
  /**
   * The options it is read with, as text (`from`, `map`, `account`); kept in dead letters, with `source`, so that a
   * replay reads the same way. The named paths belong in it as `paths` (see `pathsText`).
   */
  readonly readWith: Readonly<Record<string, string>>;
  /** What else the events depend on (the horizon of meetings, the firm's own domains); "" for nothing. */
  readonly depends?: string;
  /** Runs from the beginning every time it is run, in the order of the source. */
  readonly found: Stream.Stream<Found, E, R>;
}

/**
 * What reading came to. `documents` were read and understood; of these `unchanged` were known, `newRecords` were
 * appended, `revisions` of them as later versions of known documents. `deadLetters` are the items that could not
 * be used, `resolved` the earlier ones that could now. `skippedFiles` were read before and did not change.
 */
export interface IngestSummary {
  readonly files: number;
  readonly skippedFiles: number;
  readonly documents: number;
  readonly newRecords: number;
  readonly unchanged: number;
  readonly revisions: number;
  readonly deadLetters: number;
  readonly resolved: number;
  /** The first few of the dead letters, to be shown at once. */
  readonly refusals: ReadonlyArray<Refusal>;
  readonly bytes: number;
  readonly durationMs: number;
}

/** Why something was refused, and where it stands. */
export interface Refusal {
  readonly file: string;
  readonly position: string;
  readonly reason: string;
}

export const maxRefusals = 3;

export const emptySummary: IngestSummary = {
  files: 0,
  skippedFiles: 0,
  documents: 0,
  newRecords: 0,
  unchanged: 0,
  revisions: 0,
  deadLetters: 0,
  resolved: 0,
  refusals: [],
  bytes: 0,
  durationMs: 0,
};

/** Two summaries as one. */
export const addSummaries = (a: IngestSummary, b: IngestSummary): IngestSummary => ({
  files: a.files + b.files,
  skippedFiles: a.skippedFiles + b.skippedFiles,
  documents: a.documents + b.documents,
  newRecords: a.newRecords + b.newRecords,
  unchanged: a.unchanged + b.unchanged,
  revisions: a.revisions + b.revisions,
  deadLetters: a.deadLetters + b.deadLetters,
  resolved: a.resolved + b.resolved,
  refusals: [...a.refusals, ...b.refusals].slice(0, maxRefusals),
  bytes: a.bytes + b.bytes,
  durationMs: a.durationMs + b.durationMs,
});

/** Paths as one text for `readWith`, and back: one a line. */
export const pathsText = (paths: ReadonlyArray<string>): string => paths.join("\n");
export const pathsOfText = (text: string): ReadonlyArray<string> => text.split("\n");
