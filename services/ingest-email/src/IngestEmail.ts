import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { UnopenedFile } from "@rapport/connectors/mail/StartAt";
import { type MailLimits, defaultMailLimits } from "@rapport/connectors/mail/MailLimits";
import type { MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { readMailSource } from "@rapport/connectors/mail/MailSource";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { topics } from "@rapport/contracts/Topics";
import { type Checkpoint, EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { oneAtATime } from "@rapport/ingest/oneAtATime";
import { backoff } from "@rapport/pipeline/FailurePolicy";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { Clock, Effect, Fiber, Stream } from "effect";
import {
  accountCheckpoint,
  checkpointName,
  decodeCheckpoint,
  encodeCheckpoint,
  fingerprint,
  placeOf,
  startOf,
} from "./FileCheckpoint.ts";
import { makeCheckpointReader } from "./checkpointReader.ts";
import { type Firm, readFirm } from "./Firm.ts";
import { type FileBeginning, type FileReached, type IngestBatch, makeBatcher } from "./IngestBatch.ts";
import { inputBytes } from "./inputBytes.ts";
import { withoutKnownChunks } from "./knownChunks.ts";
import { fileNameIn, type MailInput, mailInputs } from "./MailInput.ts";
import { mailSteps } from "./mailSteps.ts";

export interface IngestEmailOptions {
  /** Files, folders, or `-` for standard input. */
  readonly paths: ReadonlyArray<string>;
  /** Whose mail it is; default: each path's own name. */
  readonly account?: string;
  readonly limits?: MailLimits;
  readonly onProgress?: ReportProgress;
  /** What `-` reads; the process's own standard input unless given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** What an ingest came to. `newRecords` were appended; files that were done and unchanged are `skippedFiles`. */
export interface IngestSummary {
  readonly files: number;
  readonly skippedFiles: number;
  readonly messages: number;
  readonly newRecords: number;
  readonly deadLetters: number;
  readonly bytes: number;
  readonly durationMs: number;
}

/** Few enough to lose little to a crash, many enough that one fsync is small beside the parsing. */
const batchItems = 256;

interface Tally {
  files: number;
  skippedFiles: number;
  messages: number;
  newRecords: number;
  deadLetters: number;
  bytes: number;
}

/** Looks up where each file was left; remembers it until the file's batch is made. */
const makeBeginnings = (input: MailInput) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const marker = accountCheckpoint(input.account);
    const known = (yield* log.checkpoints([marker])).has(marker);
    const readCheckpoint = yield* makeCheckpointReader;
    const beginnings = new Map<string, FileBeginning>();
    const lookUp = (file: UnopenedFile): Effect.Effect<FileBeginning["from"], EventLogError> =>
      Effect.gen(function* () {
        const name = checkpointName(input.account, fileNameIn(input, file.file));
        const value = known ? yield* readCheckpoint(name) : undefined;
        const previous = value === undefined ? null : decodeCheckpoint(value);
        const from = startOf(file, previous);
        beginnings.set(file.file, { from, previous });
        return from;
      });
    const take = (file: string): FileBeginning => {
      const beginning = beginnings.get(file) ?? { from: null, previous: null };
      beginnings.delete(file);
      return beginning;
    };
    return { known, lookUp, take };
  });

const checkpointOf = (input: MailInput, { start, done, sha256, position }: FileReached): Checkpoint => {
  const value = encodeCheckpoint({
    size: start.sizeBytes,
    mtimeMs: start.modifiedAtMs,
    place: placeOf(start.path),
    position: position ?? "",
    done,
    tailHash: start.format === "mbox" && position !== null ? fingerprint(start.path, position) : null,
    sha256,
  });
  return { name: checkpointName(input.account, fileNameIn(input, start.file)), value };
};

/**
 * Dead letters first, then events with the checkpoints in the same transaction: whatever moment the
 * process dies at, no checkpoint covers an item that is not in the log.
 */
const writeBatch = (input: MailInput, batch: IngestBatch, marker: ReadonlyArray<Checkpoint>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const files = batch.reached
      .filter((reached) => reached.start.path !== null)
      .map((reached) => checkpointOf(input, reached));
    const chunks = batch.chunks.map((name) => ({ name, value: "1" }));
    const checkpoints = files.length === 0 ? chunks : [...marker, ...files, ...chunks];
    const letters = batch.letters.map((letter) => recordOfEvent(letter.id, letter));
    if (letters.length > 0) yield* log.append(topics.deadLetters.name, letters).pipe(Effect.retry(backoff()));
    if (batch.records.length + checkpoints.length > 0)
      yield* log.append(topics.interactions.name, batch.records, checkpoints).pipe(Effect.retry(backoff()));
  });

const ingestInput = (
  input: MailInput,
  firm: Firm,
  options: IngestEmailOptions,
  tally: Tally,
  report: Effect.Effect<void>,
) =>
  Effect.gen(function* () {
    const beginnings = yield* makeBeginnings(input);
    const context = yield* Effect.context<never>();
    const run = Effect.runPromiseWith(context);
    const toBatch = makeBatcher(beginnings.take);
    const marker = beginnings.known ? [] : [{ name: accountCheckpoint(input.account), value: "1" }];
    const bytesBefore = tally.bytes;
    const source = readMailSource(input.path, {
      startAt: (file) => run(beginnings.lookUp(file)),
      limits: options.limits ?? defaultMailLimits,
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    }).pipe(
      // What the log said when it was asked where to start comes out as itself.
      Stream.mapError((error) => (error.cause instanceof EventLogError ? error.cause : error)),
    );
    const unseen = input.path === "-" ? withoutKnownChunks(source, input.account) : source;
    yield* mailSteps(unseen, input, firm).pipe(
      Stream.groupedWithin(batchItems, "1 second"),
      Stream.map(toBatch),
      // One batch may be parsed while the one before it is made durable.
      Stream.buffer({ capacity: 1 }),
      Stream.runForEach((batch) =>
        Effect.gen(function* () {
          yield* writeBatch(input, batch, marker);
          tally.files += batch.filesDone;
          tally.skippedFiles += batch.filesSkipped;
          tally.messages += batch.messages;
          tally.newRecords += batch.records.length;
          tally.deadLetters += batch.letters.length;
          tally.bytes = bytesBefore + batch.bytesDone;
          yield* report;
        }),
      ),
    );
  });

/**
 * Reads mailboxes into the event log: every message becomes an event, everything else a dead letter, with
 * constant memory and no faster than the log takes it. May be interrupted or killed at any moment and run
 * again: it goes on behind what is durable, and what it may append twice has the same ids. Waits for its turn while
 * another process ingests mail into this log.
 */
export const ingestEmail = (
  options: IngestEmailOptions,
): Effect.Effect<IngestSummary, SourceError | EventLogError, EventLog | MailParserPool> =>
  oneAtATime("email", readMailboxes(options));

const readMailboxes = (options: IngestEmailOptions) =>
  Effect.gen(function* () {
    const startedAt = yield* Clock.currentTimeMillis;
    const inputs = yield* mailInputs(options.paths, options.account);
    const firm = yield* readFirm;
    const tally: Tally = { files: 0, skippedFiles: 0, messages: 0, newRecords: 0, deadLetters: 0, bytes: 0 };
    let bytesTotal: number | null = null;
    const counting = yield* (
      options.onProgress === undefined ? Effect.succeed(null) : inputBytes(inputs)
    ).pipe(
      Effect.map((total) => void (bytesTotal = total)),
      Effect.forkChild,
    );
    const report = Effect.suspend(
      () =>
        options.onProgress?.({
          label: "ingest email",
          unit: "messages",
          done: tally.messages,
          total: null,
          bytesDone: tally.bytes,
          bytesTotal,
        }) ?? Effect.void,
    );
    for (const input of inputs) yield* ingestInput(input, firm, options, tally, report);
    yield* Fiber.interrupt(counting);
    return { ...tally, durationMs: (yield* Clock.currentTimeMillis) - startedAt };
  });
