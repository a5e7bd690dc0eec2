import { Effect, Schedule } from "effect";
import type { WarehouseError } from "../Warehouse.ts";
import { type Consistency, isSpread } from "./settings.ts";

/** Exception codes: ClickHouse `src/Common/ErrorCodes.cpp`. */
const unknownTable = 60;
const unsatisfiedQuorumForPreviousWrite = 286;

const whileCode = (code: number, schedule: Schedule.Schedule<unknown>) =>
  ({ schedule, while: (error: WarehouseError) => error.code === code }) as const;

/**
 * In a cluster serial quorum inserts into one table refuse each other while one is under way; nothing of the second
 * has been written then. It has its turn a moment later, so it asks again soon (about ten seconds in all), before
 * the failure goes to a policy that backs off for longer. Tables that several processes write to keep one row of
 * several equal ones, so what one shard took before another refused may come again.
 */
export const inTurn =
  (consistency: Consistency) =>
  <A, R>(insert: Effect.Effect<A, WarehouseError, R>): Effect.Effect<A, WarehouseError, R> =>
    isSpread(consistency)
      ? Effect.retry(
          insert,
          whileCode(
            unsatisfiedQuorumForPreviousWrite,
            Schedule.spaced("100 millis").pipe(Schedule.jittered, Schedule.upTo({ times: 100 })),
          ),
        )
      : insert;

/**
 * In a cluster a statement finds its shards' tables first and reaches them a moment later; when their names were
 * exchanged and the old ones dropped in between, a shard does not know its table any more. Asked again, it finds
 * the new ones.
 */
export const acrossExchanges =
  (consistency: Consistency) =>
  <A, R>(read: Effect.Effect<A, WarehouseError, R>): Effect.Effect<A, WarehouseError, R> =>
    isSpread(consistency)
      ? Effect.retry(
          read,
          whileCode(unknownTable, Schedule.spaced("50 millis").pipe(Schedule.upTo({ times: 3 }))),
        )
      : read;
