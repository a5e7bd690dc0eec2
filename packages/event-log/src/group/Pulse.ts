import { Effect } from "effect";

/**
 * Wakes fibers that wait for something to change. Read `version` before looking, then wait `past` it: a change
 * between the look and the wait is not missed.
 */
export interface Pulse {
  readonly version: number;
  readonly waiting: number;
  readonly bump: () => void;
  readonly past: (seen: number) => Effect.Effect<void>;
}

/** `onWaiting` hears when the first fiber starts to wait and when the last one has gone. */
export const makePulse = (onWaiting?: (anyone: boolean) => void): Pulse => {
  let version = 0;
  const waiters = new Set<() => void>();
  const drop = (waiter: () => void) => {
    if (waiters.delete(waiter) && waiters.size === 0) onWaiting?.(false);
  };
  return {
    get version() {
      return version;
    },
    get waiting() {
      return waiters.size;
    },
    bump: () => {
      version++;
      for (const waiter of Array.from(waiters)) waiter();
    },
    past: (seen) =>
      Effect.callback<void>((resume) => {
        if (version > seen) return resume(Effect.void);
        const waiter = () => {
          drop(waiter);
          resume(Effect.void);
        };
        waiters.add(waiter);
        if (waiters.size === 1) onWaiting?.(true);
        return Effect.sync(() => drop(waiter));
      }),
  };
};
