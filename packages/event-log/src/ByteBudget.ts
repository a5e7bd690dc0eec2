import { Effect } from "effect";

/**
 * Back-pressure in bytes, first come first served. A request larger than the whole budget is let in alone.
 * `release` is a plain function because it is called when the bytes are durable, not when the caller's fiber ends:
 * an interrupted append is still on its way.
 */
export interface ByteBudget {
  /** Interrupted while it waits, it has taken nothing. Go on uninterruptibly until `release` is provided for. */
  readonly take: (bytes: number) => Effect.Effect<void>;
  readonly release: (bytes: number) => void;
  readonly inFlightBytes: () => number;
}

interface Waiter {
  readonly bytes: number;
  admitted: boolean;
  resume: () => void;
}

export const makeByteBudget = (limitBytes: number): ByteBudget => {
  let inFlight = 0;
  const queue: Waiter[] = [];
  const admitWaiting = () => {
    while (queue.length > 0 && (inFlight === 0 || inFlight + queue[0]!.bytes <= limitBytes)) {
      const next = queue.shift()!;
      next.admitted = true;
      inFlight += next.bytes;
      next.resume();
    }
  };
  const release = (bytes: number) => {
    inFlight -= bytes;
    admitWaiting();
  };
  const forget = (waiter: Waiter) => {
    if (waiter.admitted) return release(waiter.bytes);
    queue.splice(queue.indexOf(waiter), 1);
    admitWaiting();
  };
  return {
    take: (bytes) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.suspend(() => {
          const waiter: Waiter = { bytes, admitted: false, resume: () => undefined };
          queue.push(waiter);
          admitWaiting();
          if (waiter.admitted) return Effect.void;
          const wait = Effect.callback<void>((resume) => {
            waiter.resume = () => resume(Effect.void);
            if (waiter.admitted) waiter.resume();
          });
          // The interruption may come between the admission and the fiber's next step: then the bytes go back.
          return Effect.onInterrupt(restore(wait), () => Effect.sync(() => forget(waiter)));
        }),
      ),
    release,
    inFlightBytes: () => inFlight,
  };
};
