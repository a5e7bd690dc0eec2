import { Effect, Latch } from "effect";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { checkpointNames, readCheckpoint } from "./Checkpoints.ts";
import { type Gate, makeGate } from "./Gate.ts";

/** What the parts of one running projector share. Lives as long as the process; the log keeps the rest. */
export interface ProjectorState {
  readonly gate: Gate;
  /** Open while something was committed that conversations and directory do not show yet. */
  readonly dirty: Latch.Latch;
  /** Next offset by `topic/partition`, as this process committed it. */
  readonly positions: Map<string, number>;
  /** Rebuilds so far; changes only while the gate is held alone. */
  epoch: number;
}

export const partitionKey = (topic: string, partition: number): string => `${topic}/${partition}`;

export const makeProjectorState: Effect.Effect<ProjectorState, EventLogError, EventLog> = Effect.gen(
  function* () {
    const epoch = Number((yield* readCheckpoint(checkpointNames.epoch)) ?? "1");
    if (!Number.isSafeInteger(epoch) || epoch < 1)
      return yield* Effect.die(new Error(`checkpoint ${checkpointNames.epoch} is not a positive number`));
    return { gate: yield* makeGate, dirty: yield* Latch.make(true), positions: new Map(), epoch };
  },
);
