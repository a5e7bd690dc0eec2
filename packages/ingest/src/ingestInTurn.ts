import type { EventLog, EventLogError, StaleOwner } from "@rapport/event-log/EventLog";
import { Effect } from "effect";
import { wasReadBefore } from "./doneInput.ts";
import { addSummaries, emptySummary, type FoundInput, type IngestSummary } from "./FoundInput.ts";
import { logStore } from "./KnownStore.ts";
import { oneAtATime } from "./oneAtATime.ts";

const skipped = <E, R>({ inputs: { files, problems } }: FoundInput<E, R>): IngestSummary => {
  const count = files.length + problems.length;
  return { ...emptySummary, files: count, skippedFiles: count };
};

/**
 * Runs `ingest`, which reads these inputs of one source, as the only one of the source (`oneAtATime`). When all of
 * them were read before and did not change there is nothing to do, and nobody's turn to wait for: a watch looks
 * every few seconds.
 */
export const ingestInTurn = <E, R, E2, R2>(
  inputs: ReadonlyArray<FoundInput<E, R>>,
  ingest: Effect.Effect<IngestSummary, E2, R2>,
): Effect.Effect<IngestSummary, Exclude<E2, StaleOwner> | EventLogError, R2 | EventLog> =>
  Effect.gen(function* () {
    const [first] = inputs;
    if (first === undefined) return emptySummary;
    for (const input of inputs)
      if (!(yield* wasReadBefore(input, logStore))) return yield* oneAtATime(first.source, ingest);
    return inputs.map(skipped).reduce(addSummaries);
  });
