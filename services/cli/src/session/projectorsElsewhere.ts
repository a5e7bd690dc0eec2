import { checkpointNames, readCheckpoint } from "@rapport/projector/Checkpoints";
import { committedPositions, endPositions, formatPositions, total } from "@rapport/projector/Positions";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal } from "@rapport/runtime/Failure";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Clock, Effect } from "effect";
import { z } from "zod";

const lookAgainMs = 2_000;
/** Longer than a rebalance and a batch together take. */
const stalledAfterMs = 60_000;

const progress = Effect.gen(function* () {
  const refreshed = yield* readCheckpoint(checkpointNames.refreshed);
  return `${formatPositions(yield* committedPositions)} ${refreshed ?? ""}`;
});

/**
 * Never succeeds; fails when nothing came into the warehouse for a minute. To be raced with waiting for projectors
 * that run elsewhere: with none at all that would last for ever.
 */
export const whileSomebodyProjects = Effect.gen(function* () {
  let seen = "";
  let movedMs = yield* Clock.currentTimeMillis;
  while (true) {
    const now = yield* progress;
    const nowMs = yield* Clock.currentTimeMillis;
    if (now !== seen) movedMs = nowMs;
    seen = now;
    if (nowMs - movedMs >= stalledAfterMs) {
      const behind = total(yield* endPositions) - total(yield* committedPositions);
      const wait =
        behind === 1 ? "1 record of the log waits" : `${behind.toLocaleString("en")} records of the log wait`;
      return yield* new Refusal({
        what: `no projector is at work: ${wait} to come into the warehouse, and nothing moved for a minute`,
        action:
          "Start one (`rapport up --mode distributed`, or the service projector); `rapport doctor` says more.",
        code: exitCodes.failure,
      });
    }
    yield* Effect.sleep(lookAgainMs);
  }
});

const anyRecord = query({
  name: "any-record",
  sql: "SELECT 1 AS one FROM log_record LIMIT 1",
  params: z.object({}),
  row: z.object({ one: z.number() }),
});

/** True when the warehouse holds nothing, though the projectors have been through the log. */
export const isThrownAway = Effect.gen(function* () {
  if (total(yield* committedPositions) === 0) return false;
  const warehouse = yield* WarehouseReader;
  return (yield* warehouse.query(anyRecord, {})).length === 0;
});

/** Many may look at a shared warehouse, so none of them makes it anew unasked. */
export const notThrownAway = Effect.gen(function* () {
  if (!(yield* isThrownAway)) return;
  return yield* new Refusal({
    what: "the warehouse is empty, though the log was brought into one before",
    action: "Check CLICKHOUSE_URL and CLICKHOUSE_DATABASE; `rapport rebuild` makes it anew from the log.",
    code: exitCodes.failure,
  });
});
