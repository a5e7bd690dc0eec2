import { Effect } from "effect";
import { type Checkpoint, EventLogError } from "./EventLog.ts";

/** Surrogates stand for code points above all others, but below U+E000 as UTF-16 units. */
const rankOf = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;

/** Compares by code points, which is the order of the UTF-8 bytes and SQLite's. */
const compareNames = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rankOf(left) - rankOf(right);
  }
  return a.length - b.length;
};

/** The first `max` checkpoints after a name, for adapters that hold them in a map; see `EventLog.checkpointsAfter`. */
export const pageOf = (
  checkpoints: Iterable<readonly [name: string, value: string]>,
  after: string,
  max: number,
): Checkpoint[] => {
  const later: Checkpoint[] = [];
  for (const [name, value] of checkpoints) if (compareNames(name, after) > 0) later.push({ name, value });
  return later.toSorted((a, b) => compareNames(a.name, b.name)).slice(0, max);
};

/** Refuses a page size that would give nothing, or everything. */
export const checkPageSize = (max: number): Effect.Effect<void, EventLogError> =>
  Number.isSafeInteger(max) && max >= 1
    ? Effect.void
    : Effect.fail(
        new EventLogError({
          operation: "checkpointsAfter",
          detail: `max must be a whole number from 1 up, not ${max}`,
          retriable: false,
        }),
      );
