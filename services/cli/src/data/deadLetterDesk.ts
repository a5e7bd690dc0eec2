import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import type { DeadLetterRow, LettersReplayed } from "@rapport/contracts/http/data/DeadLetters";
import { EventLog } from "@rapport/event-log/EventLog";
import {
  type DeadLetterEntry,
  projectReplayer,
  readDeadLetters,
  type Replayed,
  replayDeadLetters,
} from "@rapport/projector/DeadLetters";
import { DeadLetterDesk } from "@rapport/reporting/data/DataDesks";
import { Effect, Layer, Semaphore } from "effect";
import { makeIngestReplayer } from "../deadLetters/ingestReplayer.ts";

/** As it is shown: without the path on this machine, which is nobody's matter elsewhere. */
const rowOf = ({ letter, raised, resolved }: DeadLetterEntry): DeadLetterRow => ({
  id: letter.id,
  stage: letter.stage,
  code: letter.code,
  reason: letter.reason,
  issues: letter.issues.map(({ path, message }) => ({ path, message })),
  recordedAt: new Date(letter.recordedAt).toISOString(),
  raised,
  resolved,
  source: letter.source,
  record: letter.record,
  sizeBytes: letter.sizeBytes,
  codeVersion: letter.codeVersion,
});

const newestFirst = (a: DeadLetterRow, b: DeadLetterRow): number =>
  a.recordedAt === b.recordedAt ? (a.id < b.id ? -1 : 1) : a.recordedAt < b.recordedAt ? 1 : -1;

const resultOf = ({ letter: { id }, outcome }: Replayed): LettersReplayed["results"][number] => {
  switch (outcome.kind) {
    case "resolved":
      return { id, outcome: "resolved", reason: null };
    case "blocked":
      return { id, outcome: "blocked", reason: `It waits for ${outcome.by}, which comes before it.` };
    default:
      return { id, outcome: outcome.kind, reason: outcome.reason };
  }
};

/** Lets reporting show the dead letters of this log, and try them again as `rapport dead-letters replay` does. */
export const deadLetterDeskLayer = Layer.effect(
  DeadLetterDesk,
  Effect.gen(function* () {
    const log = yield* EventLog;
    const withLog = Effect.provideService(EventLog, log);
    // Two replays at once would read the same files twice, for nothing.
    const turn = yield* Semaphore.make(1);
    return {
      letters: Effect.map(readDeadLetters, (letters) =>
        [...letters.values()].map(rowOf).toSorted(newestFirst),
      ).pipe(withLog),
      replay: (ids, { dryRun }) =>
        Effect.gen(function* () {
          const letters = yield* readDeadLetters;
          const meant = ids.flatMap((id) => letters.get(id)?.letter ?? []);
          const done = yield* replayDeadLetters(meant, [projectReplayer, makeIngestReplayer({ dryRun })], {
            dryRun,
          });
          return done.map(resultOf);
        }).pipe(Effect.scoped, Effect.provide(layerMailParserPool()), withLog, turn.withPermits(1)),
    };
  }),
);
