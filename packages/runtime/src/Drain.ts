import { Context, Effect } from "effect";

/**
 * Work that is brought to its end when the process is told to stop: a batch between its intent and its commit, an
 * append on its way. `during` runs such work; once the process stops, work that has not begun yet waits, to be
 * interrupted with the rest, and work inside work in hand still runs.
 */
export interface Drainage {
  readonly during: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
}

/** The process's own; `runMain` provides it. Elsewhere nothing is waited for. */
export const Drain = Context.Reference<Drainage>("@rapport/runtime/Drain", {
  defaultValue: () => ({ during: (work) => work }),
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
  return {
    during: (work) =>
      Effect.flatMap(InHand, (nested) => {
        if (nested) return work;
        return Effect.suspend(() =>
          stopping
            ? Effect.never
            : Effect.acquireUseRelease(
                begin,
                () => Effect.provideService(work, InHand, true),
                () => end,
              ),
        );
      }),
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
