import { Effect } from "effect";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import type { ProjectedRecord } from "./ProjectionStore.ts";

/**
 * Appends the dead letters of refused records to the log, those of `known` ids left out. To be done before
 * the records count as projected: a refused record is never only skipped. Repeating it raises the same
 * letters again, which count once.
 */
export const raiseLetters = Effect.fnUntraced(function* (
  records: ReadonlyArray<ProjectedRecord>,
  known: ReadonlySet<string> = new Set(),
) {
  const letters = records.flatMap(({ outcome }) =>
    outcome.kind === "dead_letter" && !known.has(outcome.letter.id) ? [outcome.letter] : [],
  );
  if (letters.length === 0) return;
  const log = yield* EventLog;
  yield* Effect.logWarning(`${letters.length} records were refused; see \`rapport dead-letters list\``);
  yield* retrying(
    log.append(
      topics.deadLetters.name,
      letters.map((letter) => recordOfEvent(letter.id, letter)),
    ),
  );
});
