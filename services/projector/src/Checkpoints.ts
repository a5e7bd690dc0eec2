import { Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { topics } from "@rapport/contracts/Topics";
import { type Checkpoint, EventLog, type EventLogError } from "@rapport/event-log/EventLog";

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
  /** How far the books of the economics are, and when they were derived: see `booksLoop`. */
  books: "projector.books",
  /** While a derivation of many months is under way, how far it is: `12/60`. */
  booksProgress: "projector.books.progress",
  rebuildRequest: "projector.rebuild.request",
  rebuildStatus: "projector.rebuild.status",
  /** Next grid to audit, per partition. */
  audited: "projector.audited",
  /** Which tables `audited` speaks of (`Standing.recorded`): of others it says nothing. */
  auditedOf: "projector.audited.of",
  /** What was derived last (`Standing.derived`), and the `disturbed` that stood when it began. */
  derivedAs: "projector.derived.as",
  /** Changes when a batch was dropped that may have been written in part: what is derived is derived anew. */
  disturbed: "projector.disturbed",
  /** The member that holds the batches of all others still; "" or nothing: nobody. See `passHold`. */
  hold: "projector.hold",
  /** `running` from boot to a clean end: found at boot, it says that the last end was not clean. */
  life: "projector.life",
  /** The same for each of several projectors, followed by its member's name: `running:n`, `ended` or `repaired`. */
  lives: "projector.life.",
} as const;

export const readCheckpoint = (name: string): Effect.Effect<string | undefined, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    return (yield* retrying(log.checkpoints([name]))).get(name);
  });

/** Several at one moment; names without a value are left out. */
export const readCheckpoints = (
  names: ReadonlyArray<string>,
): Effect.Effect<ReadonlyMap<string, string>, EventLogError, EventLog> =>
  Effect.flatMap(EventLog, (log) => retrying(log.checkpoints(names)));

/** Durable when it succeeds. They go with an append of no records. */
export const writeCheckpoints = (
  checkpoints: ReadonlyArray<Checkpoint>,
): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    yield* retrying(log.append(topics.directory.name, [], checkpoints));
  });

export const writeCheckpoint = (name: string, value: string): Effect.Effect<void, EventLogError, EventLog> =>
  writeCheckpoints([{ name, value }]);
