/**
 * What one step made of one input, as a value: a step never throws for bad input and never swallows it.
 * `ok` goes on to the next step. `dead_letter` was explicitly refused and is kept with its letter.
 * `drop` leaves the pipeline on purpose, for a reason worth counting. `retry` may succeed later.
 * Anything else a step does not know how to name is a defect: it stops the process.
 */
export type Outcome<A, L> =
  | { readonly kind: "ok"; readonly value: A }
  | { readonly kind: "dead_letter"; readonly letter: L }
  | { readonly kind: "drop"; readonly reason: string }
  | { readonly kind: "retry"; readonly reason: string };

export const ok = <A>(value: A): Outcome<A, never> => ({ kind: "ok", value });
export const deadLetter = <L>(letter: L): Outcome<never, L> => ({ kind: "dead_letter", letter });
export const drop = (reason: string): Outcome<never, never> => ({ kind: "drop", reason });
export const retryLater = (reason: string): Outcome<never, never> => ({ kind: "retry", reason });

/** Runs the next step on an `ok` value; every other outcome passes by unchanged. */
export const andThen = <A, B, L1, L2>(
  outcome: Outcome<A, L1>,
  next: (value: A) => Outcome<B, L2>,
): Outcome<B, L1 | L2> => (outcome.kind === "ok" ? next(outcome.value) : outcome);

/** Outcomes sorted by kind, each in the order of its input; nothing is left out. */
export interface Sorted<A, L> {
  readonly ok: ReadonlyArray<A>;
  readonly deadLetters: ReadonlyArray<L>;
  readonly dropped: ReadonlyMap<string, number>;
  readonly retries: ReadonlyArray<string>;
}

/** Sorts outcomes by kind and counts the dropped by reason. The sizes add up to the number of inputs. */
export const sortOutcomes = <A, L>(outcomes: Iterable<Outcome<A, L>>): Sorted<A, L> => {
  const oks: Array<A> = [];
  const deadLetters: Array<L> = [];
  const dropped = new Map<string, number>();
  const retries: Array<string> = [];
  for (const outcome of outcomes) {
    if (outcome.kind === "ok") oks.push(outcome.value);
    else if (outcome.kind === "dead_letter") deadLetters.push(outcome.letter);
    else if (outcome.kind === "drop") dropped.set(outcome.reason, (dropped.get(outcome.reason) ?? 0) + 1);
    else retries.push(outcome.reason);
  }
  return { ok: oks, deadLetters, dropped, retries };
};
