import { Clock, Deferred, Effect, Latch, Random } from "effect";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { checkpointNames, readCheckpoint } from "./Checkpoints.ts";
import { type Gate, makeGate } from "./Gate.ts";

/** What the parts of one running projector share. Lives as long as the process; the log keeps the rest. */
export interface ProjectorState {
  /** Names this run of this process among all that project the log. */
  readonly member: string;
  readonly gate: Gate;
  /** Open while something was committed that conversations and directory do not show yet. */
  readonly dirty: Latch.Latch;
  /** Open while directory and conversations may show something that the books do not. */
  readonly refreshed: Latch.Latch;
  /** Next offset by `topic/partition`, as this process committed it. */
  readonly positions: Map<string, number>;
  /**
   * Rebuilds so far, as far as this process has heard; never goes back. An old one does no harm: it is part of
   * insert tokens, and what makes these unique is the attempt, which goes with the intent.
   */
  epoch: number;
  /** This process holds the batches of all still, and its own by the gate. */
  holding: boolean;
  /** Dies when nothing may be written any more before the process has begun anew, whoever does the chores by then. */
  readonly doomed: Deferred.Deferred<never>;
}

export const partitionKey = (topic: string, partition: number): string => `${topic}/${partition}`;

/** What the checkpoint `epoch` says; dies on what no projector wrote. */
export const epochOf = (text: string | undefined): Effect.Effect<number> => {
  const epoch = Number(text ?? "1");
  return Number.isSafeInteger(epoch) && epoch >= 1
    ? Effect.succeed(epoch)
    : Effect.die(new Error(`checkpoint ${checkpointNames.epoch} is not a positive number`));
};

export const makeProjectorState: Effect.Effect<ProjectorState, EventLogError, EventLog> = Effect.gen(
  function* () {
    const epoch = yield* epochOf(yield* readCheckpoint(checkpointNames.epoch));
    const now = yield* Clock.currentTimeMillis;
    const member = `${now.toString(36)}-${(yield* Random.nextIntBetween(0, 2 ** 31)).toString(36)}`;
    return {
      member,
      gate: yield* makeGate,
      dirty: yield* Latch.make(true),
      refreshed: yield* Latch.make(true),
      positions: new Map(),
      epoch,
      holding: false,
      doomed: yield* Deferred.make<never>(),
    };
  },
);
