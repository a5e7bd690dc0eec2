import { Context, Effect } from "effect";

/**
 * Work that is brought to its end when the process is told to stop. `during` is for what comes again and again (a batch,
 * from its intent to its commit): once the process stops, what has not begun yet waits, to be interrupted with the rest;
 * work inside work in hand still runs. `finishing` is for what also belongs to cleaning up (an append): it is waited for,
 * and never held back.
 */
export interface Drainage {
  readonly during: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
  readonly finishing: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
}

/** The process's own; `runMain` provides it. Elsewhere nothing is waited for. */
export const Drain = Context.Reference<Drainage>("@rapport/runtime/Drain", {
  defaultValue: () => ({ during: (work) => work, finishing: (work) => work }),
});

const InHand = Context.Reference<boolean>("@rapport/runtime/Drain/InHand", { defaultValue: () => false });

export interface StoppableDrain extends Drainage {
  /**
   * Lets no new work begin, and waits for what is in hand, for so long at most. Answers how many pieces of work
   * were not done by then: 0 for a clean end.
   */
  readonly stop: (timeoutMs: number) => Promise<number>;
}

export const makeDrain = (): StoppableDrain => {
  let inHand = 0;
  let stopping = false;
  let done: () => void = () => undefined;
  const begin = Effect.sync(() => void inHand++);
  const end = Effect.sync(() => {
    inHand--;
    if (inHand === 0) done();
  });
  const counted = <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.acquireUseRelease(
      begin,
      () => Effect.provideService(work, InHand, true),
      () => end,
    );
  return {
    during: (work) =>
      Effect.flatMap(InHand, (nested) => {
        if (nested) return work;
        return Effect.suspend(() => (stopping ? Effect.never : counted(work)));
      }),
    // What begins while others are waited for would put the end off for ever.
    finishing: (work) => Effect.suspend(() => (stopping ? work : counted(work))),
    stop: (timeoutMs) =>
      new Promise((resolve) => {
        stopping = true;
        const timer = setTimeout(() => resolve(inHand), timeoutMs);
        done = () => {
          clearTimeout(timer);
          resolve(0);
        };
        if (inHand === 0) done();
      }),
  };
};
