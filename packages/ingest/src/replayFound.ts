import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import type { ReplayOptions, ReplayOutcome } from "@rapport/pipeline/Replay";
import { Clock, Effect } from "effect";
import type { FoundInput } from "./FoundInput.ts";
import { logStore, memoryStore } from "./KnownStore.ts";
import { oneAtATime } from "./oneAtATime.ts";
import { placeOf } from "./places.ts";
import { readInput } from "./readInput.ts";
import { resolvedRecord } from "./toDeadLetter.ts";

/** For a letter that no checkpoint knows of. */
const resolveLetter = (id: string) =>
  Effect.gen(function* () {
    const recordedAt = yield* Clock.currentTimeMillis;
    yield* logStore.end([resolvedRecord(id, recordedAt)], [], []);
  });

/** What a reading refused, by place, and the letters it resolved. */
interface Reading {
  readonly refused: ReadonlyMap<string, string>;
  readonly settled: ReadonlySet<string>;
}

const placeKey = (place: string, position: string): string => `${place}\u0000${position}`;

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
  const { codeVersion } = options;
  const inputs = new Map<string, FoundInput<E, R> | null>();
  const outcomes = new Map<string, Reading>();
  const findOnce = (letter: DeadLetterRaised) =>
    Effect.gen(function* () {
      const key = JSON.stringify([letter.source?.connector, letter.path, letter.readWith ?? {}]);
      const before = inputs.get(key);
      if (before !== undefined) return before;
      const input = yield* inputOf(letter);
      inputs.set(key, input);
      return input;
    });
  /** Letters of several files may come from one input. */
  const readOnce = (input: FoundInput<E, R>) =>
    Effect.gen(function* () {
      const { files, problems } = input.inputs;
      const key = JSON.stringify([[...files, ...problems].map(({ path }) => path), input.readWith]);
      const before = outcomes.get(key);
      if (before !== undefined) return before;
      const store = options.dryRun ? memoryStore(() => undefined, logStore.lookUp) : logStore;
      const label = `replay ${input.source}`;
      const refused = new Map<string, string>();
      const onRefused = ({ source, reason }: DeadLetterRaised, place: string): void =>
        void refused.set(placeKey(place, source?.position ?? ""), reason);
      const reading = readInput(input, store, { codeVersion, again: true, label, onRefused });
      const { settled } = yield* options.dryRun ? reading : oneAtATime(input.source, reading);
      const outcome: Reading = { refused, settled };
      outcomes.set(key, outcome);
      return outcome;
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
      const input = yield* findOnce(letter);
      const { files, problems } = input?.inputs ?? { files: [], problems: [] };
      if (input === null || ![...files, ...problems].some((file) => file.path === path))
        return unavailable(`${path} is not there any more: put it back, or ingest it from where it is now.`);
      const { refused, settled } = yield* readOnce(input);
      const again = refused.get(placeKey(placeOf({ file: source.file, path }), source.position));
      if (again !== undefined) return { kind: "still_refused", reason: again } as const;
      if (!options.dryRun && !settled.has(letter.id)) yield* resolveLetter(letter.id);
      return { kind: "resolved", eventIds: [] } as const;
    });
};
