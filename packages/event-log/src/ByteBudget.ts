import { Effect } from "effect";

/**
 * Back-pressure in bytes, first come first served. A request larger than the whole budget is let in alone.
 * `release` is a plain function because it is called when the bytes are durable, not when the caller's fiber ends:
 * an interrupted append is still on its way.
 */
export interface ByteBudget {
  readonly take: (bytes: number) => Effect.Effect<void>;
  readonly release: (bytes: number) => void;
  readonly inFlightBytes: () => number;
}

interface Waiter {
  readonly bytes: number;
  readonly admit: () => void;
}

export const makeByteBudget = (limitBytes: number): ByteBudget => {
  let inFlight = 0;
  const queue: Waiter[] = [];
  const fits = (bytes: number) => inFlight === 0 || inFlight + bytes <= limitBytes;
  const admitWaiting = () => {
    while (queue.length > 0 && fits(queue[0]!.bytes)) {
      const next = queue.shift()!;
      inFlight += next.bytes;
      next.admit();
    }
  };
  return {
    take: (bytes) =>
      Effect.callback<void>((resume) => {
        if (queue.length === 0 && fits(bytes)) {
          inFlight += bytes;
          return resume(Effect.void);
        }
        let admitted = false;
        const waiter: Waiter = {
          bytes,
          admit: () => {
            admitted = true;
            resume(Effect.void);
          },
        };
        queue.push(waiter);
        return Effect.sync(() => {
          if (admitted) inFlight -= bytes;
          else queue.splice(queue.indexOf(waiter), 1);
          admitWaiting();
        });
      }),
    release: (bytes) => {
      inFlight -= bytes;
      admitWaiting();
    },
    inFlightBytes: () => inFlight,
  };
};
