import type { Effect } from "effect";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";

/**
 * What replaying one dead letter came to. `resolved`: its events are appended and the letter is marked
 * resolved (in a dry run: they would be). `still_refused`: read again, and refused again. `unavailable`:
 * what it was made from cannot be read any more. `blocked`: an earlier letter of the same key was not
 * resolved, and events of one key stay in order.
 */
export type ReplayOutcome =
  | { readonly kind: "resolved"; readonly eventIds: ReadonlyArray<string> }
  | { readonly kind: "still_refused"; readonly reason: string }
  | { readonly kind: "unavailable"; readonly reason: string }
  | { readonly kind: "blocked"; readonly by: string };

export interface ReplayOptions {
  /** Reads and decides, writes nothing. */
  readonly dryRun: boolean;
}

/**
 * Replays the dead letters of one stage. Repeating a replay adds nothing that a reader can see: events
 * keep their ids. The caller hands over one letter after another, in the order of their place in the source.
 */
export interface DeadLetterReplayer<E, R = never> {
  readonly stage: DeadLetterRaised["stage"];
  readonly replay: (letter: DeadLetterRaised, options: ReplayOptions) => Effect.Effect<ReplayOutcome, E, R>;
}
