import { Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";

/** Names of what the projector remembers in the log beside its committed offsets. */
export const checkpointNames = {
  /** Counts rebuilds; part of every insert token. */
  epoch: "projector.epoch",
  /**
   * Positions up to which facts, directory and conversations are all readable (see `catchUp`). The number
   * counts the ways of deriving: with another one everything is derived anew once, and a folder that an
   * older version filled has what that version could not derive.
   */
  refreshed: "projector.refreshed.2",
  rebuildRequest: "projector.rebuild.request",
  rebuildStatus: "projector.rebuild.status",
  /** Next grid to audit, per partition. */
  audited: "projector.audited",
  /** `running` from boot to a clean end: found at boot, it says that the last end was not clean. */
  life: "projector.life",
} as const;

export const readCheckpoint = (name: string): Effect.Effect<string | undefined, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    return (yield* retrying(log.checkpoints([name]))).get(name);
  });

/** Durable when it succeeds. It goes with an append of no records. */
export const writeCheckpoint = (name: string, value: string): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    yield* retrying(log.append(topics.directory.name, [], [{ name, value }]));
  });
