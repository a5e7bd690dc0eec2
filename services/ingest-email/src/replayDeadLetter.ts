import { dirname, basename } from "node:path";
import {
  type MailItem,
  type MessageItem,
  type ProblemItem,
  SourceError,
} from "@rapport/connectors/mail/MailItem";
import { defaultMailLimits, type MailLimits } from "@rapport/connectors/mail/MailLimits";
import type { MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { readMailSource } from "@rapport/connectors/mail/MailSource";
import { mboxPoint } from "@rapport/connectors/mail/ResumePoint";
import type { DeadLetterCode, DeadLetterEvent, DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError, type NewRecord } from "@rapport/event-log/EventLog";
import { version } from "@rapport/runtime/Version";
import { Clock, Effect, Stream } from "effect";
import { readFirm } from "./Firm.ts";
import { mailSteps } from "./mailSteps.ts";

export interface ReplayOptions {
  /** Read and parse, append nothing. */
  readonly dryRun: boolean;
  /** As the parser pool's, perhaps higher than those the letter was raised under. */
  readonly limits?: MailLimits;
}

/**
 * `resolved`: `events` were appended (or would be, in a dry run) and the letter closed. `refused`: it is
 * still not usable. `gone`: it cannot be read again; `reason` says why and what to do.
 */
export type ReplayOutcome =
  | { readonly kind: "resolved"; readonly events: number }
  | { readonly kind: "refused"; readonly code: DeadLetterCode; readonly reason: string }
  | { readonly kind: "gone"; readonly reason: string };

const gone = (reason: string): ReplayOutcome => ({ kind: "gone", reason });

const endings: ReadonlySet<DeadLetterCode> = new Set(["decompressed_too_large", "archive_broken"]);

/** What ended the reading of its file, or was about the whole of it: everything from there on is read. */
const endsFile = (letter: DeadLetterRaised, position: string): boolean =>
  endings.has(letter.code) || position === "";

const batchItems = 256;

const isItem = (item: MailItem): item is MessageItem | ProblemItem =>
  item.kind === "message" || item.kind === "problem";

/** The items a letter stands for, read anew. */
const itemsOf = (letter: DeadLetterRaised, path: string, position: string, limits: MailLimits) => {
  // An offset in an mbox is also a point to start at; entries of an archive are looked for.
  const from = /^\d+$/.test(position) ? mboxPoint(Number(position)) : null;
  let reached = position === "";
  return readMailSource(path, { startAt: () => from, limits }).pipe(
    Stream.filter((item) => {
      if (isItem(item)) reached ||= item.position === position;
      return !isItem(item) || reached;
    }),
    Stream.takeUntil((item) => isItem(item) && !endsFile(letter, position)),
  );
};

const append = (topic: string, records: ReadonlyArray<NewRecord>) =>
  Effect.flatMap(EventLog, (log) => log.append(topic, records));

const appendLetter = (event: DeadLetterEvent) =>
  append(topics.deadLetters.name, [recordOfEvent(event.id, event)]);

const readAgain = (letter: DeadLetterRaised, path: string, options: ReplayOptions) =>
  Effect.gen(function* () {
    const { account, file, position } = letter.source!;
    const firm = yield* readFirm;
    const items = itemsOf(letter, path, position, options.limits ?? defaultMailLimits);
    let events = 0;
    let refused: Pick<DeadLetterRaised, "code" | "reason"> | null = null;
    yield* mailSteps(items, { path, account, prefix: "", file }, firm).pipe(
      Stream.rechunk(batchItems),
      Stream.runForEachArray((steps) => {
        const records: Array<NewRecord> = [];
        for (const step of steps) {
          if (step.kind === "event") records.push(step.record);
          else if (step.kind === "letter" && step.letter.source?.position === position)
            refused ??= step.letter;
        }
        events += records.length;
        return options.dryRun || records.length === 0
          ? Effect.void
          : Effect.asVoid(append(topics.interactions.name, records));
      }),
    );
    return { events, refused: refused as Pick<DeadLetterRaised, "code" | "reason"> | null };
  });

/**
 * Reads what a dead letter of the ingest stands for again, with the present code and limits. Success
 * appends its events and then closes the letter; another failure raises it again with the next attempt.
 * May be repeated: the ids are the same.
 */
export const replayDeadLetter = (
  letter: DeadLetterRaised,
  options: ReplayOptions,
): Effect.Effect<ReplayOutcome, EventLogError, EventLog | MailParserPool> =>
  Effect.gen(function* () {
    const { path, source } = letter;
    if (letter.stage !== "ingest" || source === null)
      return gone("It was refused after the log, not by the ingest: its bytes are in the log.");
    if (path === null)
      return gone("It came by standard input, which cannot be read again: pipe it in again.");
    const { events, refused } = yield* readAgain(letter, path, options);
    const recordedAt = yield* Clock.currentTimeMillis;
    if (refused !== null) {
      const { code, reason } = refused;
      const again = {
        ...letter,
        code,
        reason,
        recordedAt,
        attempt: letter.attempt + 1,
        codeVersion: version,
      };
      if (!options.dryRun) yield* appendLetter(again);
      return { kind: "refused", code, reason } as const;
    }
    if (events === 0)
      return gone(`${path} holds nothing at position "${source.position}" any more: ingest it again.`);
    if (!options.dryRun)
      yield* appendLetter({ type: "dead_letter.resolved", version: 1, id: letter.id, recordedAt });
    return { kind: "resolved", events } as const;
  }).pipe(
    Effect.catchTag("SourceError", (error: SourceError) =>
      Effect.succeed(
        gone(
          `${error.message}. It was ${basename(letter.path ?? "")} in ${dirname(letter.path ?? "")}: put it back, or ingest the mailbox from where it is now.`,
        ),
      ),
    ),
  );
