import { Clock, Effect } from "effect";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { checkpointNames, readCheckpoints, writeCheckpoint } from "./Checkpoints.ts";
import { epochOf, type ProjectorState } from "./ProjectorState.ts";

const lookAgainMs = 50;
/** A hold is for the last stretch of a rebuild. Beyond that it would be a stall, and what follows it makes up. */
const longestMs = 20_000;

/**
 * Holds the batches of all other processes still before their next insert. Who takes it reads `positionsUnderWay`
 * afterwards: an intent that is not in there is of a batch that will see the hold.
 */
export const takeHold = (state: ProjectorState) => writeCheckpoint(checkpointNames.hold, state.member);

export const liftHold = writeCheckpoint(checkpointNames.hold, "");

/**
 * To be called between the intent and its insert: waits while another process holds all batches still. So either
 * the holder has seen the intent, or the insert sees the hold: the range stands in the tables that a rebuild
 * exchanges in, or is inserted after the exchange. Waits 20 s at most: a rebuild looks once more, after the
 * exchange, for what did not wait. On the way it learns the present epoch.
 */
export const passHold = (state: ProjectorState): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const startedAt = yield* Clock.currentTimeMillis;
    while (true) {
      const told = yield* readCheckpoints([checkpointNames.hold, checkpointNames.epoch]);
      state.epoch = Math.max(state.epoch, yield* epochOf(told.get(checkpointNames.epoch)));
      const by = told.get(checkpointNames.hold) ?? "";
      // One's own batches are kept away by the gate; not any more when the work was lost amid it.
      if (by === "" || (by === state.member && state.holding)) return;
      if ((yield* Clock.currentTimeMillis) - startedAt >= longestMs)
        return yield* Effect.logWarning("a rebuild holds the batches still for long; going on without it");
      yield* Effect.sleep(lookAgainMs);
    }
  });
