import type { ReportProgress } from "@rapport/pipeline/Progress";
import { Clock, Effect, Stream } from "effect";
import { decideBatch, type DecidedBatch, documentNames, type ReadingState } from "./decideBatch.ts";
import type { Found, FoundProblem } from "./Found.ts";
import {
  emptySummary,
  type FoundInput,
  type IngestSummary,
  maxRefusals,
  type Refusal,
} from "./FoundInput.ts";
import { doneCheckpoints, wasReadBefore } from "./doneInput.ts";
import { type KnownStore, lookUpAll } from "./KnownStore.ts";
import { OpenLetters } from "./OpenLetters.ts";
import { placeOf } from "./places.ts";
import { resolvedRecord } from "./toDeadLetter.ts";
import { ToldSoFar } from "./ToldSoFar.ts";

export interface ReadOptions {
  /** As dead letters name it. */
  readonly codeVersion: string;
  readonly onProgress?: ReportProgress;
  /** Read it though it was read before and did not change. */
  readonly again?: boolean;
  /** Say what is being done; default `ingest SOURCE`. */
  readonly label?: string;
  /** Told of everything that is refused, new or known. `place` as `placeOf`. */
  readonly onRefused?: ReadingState["onRefused"];
}

/** What a reading came to. */
export interface ReadOutcome {
  readonly summary: IngestSummary;
  /** The dead letters it resolved. */
  readonly settled: ReadonlySet<string>;
}

/** Few enough to lose little to a crash, many enough that one fsync is small beside the reading. */
const batchItems = 256;

const unopened = <E, R>(input: FoundInput<E, R>): ReadonlyArray<FoundProblem> =>
  input.inputs.problems.map(({ file, path, code, reason, sizeBytes }) => ({
    kind: "problem",
    at: { connector: input.connector, account: input.account, file, position: "", path },
    code,
    reason,
    issues: [],
    sizeBytes,
    sha256: null,
  }));

const addBatch = (sum: IngestSummary, batch: DecidedBatch): IngestSummary => ({
  ...sum,
  documents: sum.documents + batch.documents,
  newRecords: sum.newRecords + batch.interactions.records.length + batch.ledger.records.length,
  unchanged: sum.unchanged + batch.unchanged,
  revisions: sum.revisions + batch.revisions,
  deadLetters: sum.deadLetters + batch.problems,
});

const waitingLetters = <E, R, E2, R2>(input: FoundInput<E, R>, store: KnownStore<E2, R2>) =>
  Effect.gen(function* () {
    const letters = new OpenLetters();
    const places = [...new Set([...input.inputs.files, ...input.inputs.problems].map(placeOf))];
    const counts = yield* lookUpAll(store, OpenLetters.countNames(places));
    const pages = yield* lookUpAll(store, OpenLetters.pageNames(places, counts));
    letters.load(places, counts, pages);
    return letters;
  });

/**
 * Reads an input against what a store knows, and gives the store what is new, batch by batch: the heart of ingest,
 * inspect and replay. In constant memory but for the store's own; may be interrupted between any two steps.
 */
export const readInput = <E, R, E2, R2>(
  input: FoundInput<E, R>,
  store: KnownStore<E2, R2>,
  options: ReadOptions,
): Effect.Effect<ReadOutcome, E | E2, R | R2> =>
  Effect.gen(function* () {
    const startedAt = yield* Clock.currentTimeMillis;
    const { files, problems } = input.inputs;
    const refusals: Array<Refusal> = [];
    const onRefused: ReadingState["onRefused"] = (letter, place) => {
      if (refusals.length < maxRefusals) {
        const { file, position } = letter.source ?? { file: "", position: "" };
        refusals.push({ file, position, reason: letter.reason });
      }
      options.onRefused?.(letter, place);
    };
    let summary: IngestSummary = { ...emptySummary, files: files.length + problems.length };
    const settled = new Set<string>();
    const ended = Effect.map(Clock.currentTimeMillis, (now): ReadOutcome => ({
      summary: { ...summary, refusals, durationMs: now - startedAt },
      settled,
    }));
    if (options.again !== true && (yield* wasReadBefore(input, store))) {
      summary = { ...summary, skippedFiles: summary.files };
      return yield* ended;
    }
    const letters = yield* waitingLetters(input, store);
    const { codeVersion } = options;
    const state: ReadingState = { input, codeVersion, letters, told: new ToldSoFar(), onRefused };
    const report = Effect.suspend(() => {
      const label = options.label ?? `ingest ${input.source}`;
      const { bytesTotal } = input.inputs;
      const bytesDone = input.inputs.bytesRead();
      const reached = summary.documents + summary.deadLetters;
      return (
        options.onProgress?.({ label, unit: "records", done: reached, total: null, bytesDone, bytesTotal }) ??
        Effect.void
      );
    });
    const all: Stream.Stream<Found, E, R> = Stream.concat(Stream.fromIterable(unopened(input)), input.found);
    yield* all.pipe(
      Stream.groupedWithin(batchItems, "1 second"),
      // One batch may be read while the one before it is made durable.
      Stream.buffer({ capacity: 1 }),
      Stream.runForEach((items) =>
        Effect.gen(function* () {
          const known = yield* store.lookUp(documentNames(items));
          const batch = decideBatch(items, known, state, yield* Clock.currentTimeMillis);
          yield* store.keep(batch, letters.takeChanged());
          summary = addBatch(summary, batch);
          yield* report;
        }),
      ),
    );
    const recordedAt = yield* Clock.currentTimeMillis;
    for (const id of letters.settle()) settled.add(id);
    const resolved = [...settled].map((id) => resolvedRecord(id, recordedAt));
    yield* store.end(resolved, letters.takeChanged(), doneCheckpoints(input));
    summary = { ...summary, resolved: resolved.length, bytes: input.inputs.bytesRead() };
    return yield* ended;
  });
