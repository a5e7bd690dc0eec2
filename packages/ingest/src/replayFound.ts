import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import type { ReplayOptions, ReplayOutcome } from "@rapport/pipeline/Replay";
import { Effect } from "effect";
import { refusedKey } from "./decideBatch.ts";
import type { FoundInput } from "./FoundInput.ts";
import { logStore, memoryStore } from "./KnownStore.ts";
import { placeOf } from "./places.ts";
import { readInput, type ReadOutcome } from "./readInput.ts";

export interface ReplayFoundOptions extends ReplayOptions {
  readonly codeVersion: string;
}

/**
 * Makes a replayer for the dead letters of `ingestFound`: each input that a letter came from is read again, once for
 * all its letters, as it was read then (`letter.readWith`), with the present reader. What can be used now is
 * appended, and the reading itself resolves the letters; what cannot stays a dead letter. `inputOf` finds the input
 * of a letter; null when it cannot be read again. In a dry run nothing is appended.
 */
export const makeFoundReplayer = <E, R, E2, R2>(
  inputOf: (letter: DeadLetterRaised) => Effect.Effect<FoundInput<E, R> | null, E2, R2>,
  options: ReplayFoundOptions,
) => {
  const outcomes = new Map<string, ReadOutcome["refused"] | null>();
  const { codeVersion } = options;
  const readOnce = (letter: DeadLetterRaised) =>
    Effect.gen(function* () {
      const key = JSON.stringify([letter.source?.connector, letter.path, letter.readWith ?? {}]);
      const before = outcomes.get(key);
      if (before !== undefined) return before;
      const input = yield* inputOf(letter);
      const store = options.dryRun ? memoryStore(() => undefined, logStore.lookUp) : logStore;
      const refused =
        input === null
          ? null
          : (yield* readInput(input, store, { codeVersion, again: true, label: `replay ${input.source}` }))
              .refused;
      outcomes.set(key, refused);
      return refused;
    });
  return (
    letter: DeadLetterRaised,
  ): Effect.Effect<ReplayOutcome, E | E2 | EventLogError, R | R2 | EventLog> =>
    Effect.gen(function* () {
      const { path, source } = letter;
      const unavailable = (reason: string) => ({ kind: "unavailable", reason }) as const;
      if (source === null) return unavailable("It does not say where it came from.");
      if (path === null)
        return unavailable("It came by standard input, which cannot be read again: pipe it in again.");
      const refused = yield* readOnce(letter);
      if (refused === null)
        return unavailable(
          `${path} cannot be read any more: put it back, or ingest it from where it is now.`,
        );
      const again = refused.get(refusedKey(placeOf({ file: source.file, path }), source.position));
      return again === undefined
        ? ({ kind: "resolved", eventIds: [] } as const)
        : ({ kind: "still_refused", reason: again.reason } as const);
    });
};
