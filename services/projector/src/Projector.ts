import { Clock, Deferred, Effect } from "effect";
import { EventLog } from "@rapport/event-log/EventLog";
import { choresOf, type Inheritance } from "./Chores.ts";
import { defaultOptions, projectedTopics, projectorGroup, type ProjectorOptions } from "./config.ts";
import { handleBatch } from "./HandleBatch.ts";
import { beginLife, endLife, giveSignsOfLife } from "./Lives.ts";
import { committedPositions, endPositions, total } from "./Positions.ts";
import { makeProjectorState, type ProjectorState } from "./ProjectorState.ts";
import { watchProgress } from "./Watchdog.ts";

/** Asking for all positions costs as much as a small batch. */
const reportEveryMs = 250;

const makeReporter = (options: ProjectorOptions) => {
  let reportedAt = Number.NEGATIVE_INFINITY;
  return Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis;
    if (now - reportedAt < reportEveryMs) return;
    reportedAt = now;
    const done = total(yield* committedPositions);
    yield* options.report({ label: "project", unit: "records", done, total: total(yield* endPositions) });
  });
};

const consumeAll = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const handle = handleBatch(state, options);
    const report = makeReporter(options);
    return yield* log.consume(
      { group: projectorGroup, topics: projectedTopics, maxRecords: options.maxRecords },
      (batch) => Effect.andThen(handle(batch), report),
    );
  });

/**
 * Projects the log into the warehouse for ever, as a member of the consumer group `projector`: facts, roll-ups and
 * dead letters of the partitions it is given, whichever process had them before; and, one process for all,
 * directory, conversations, rebuilds and the audit (`choresOf`). Fails when a step's retries are exhausted, on a
 * gap in delivery and on anything unknown; the process then ends non-zero and resumes, when started again, at the
 * group's committed offsets. Interrupting it at any moment loses nothing.
 */
export const runProjector = (options: ProjectorOptions = defaultOptions) =>
  Effect.gen(function* () {
    const state = yield* makeProjectorState;
    const inheritance: Inheritance = { settled: !(yield* beginLife(state, options)) };
    return yield* Effect.raceAllFirst([
      consumeAll(state, options),
      choresOf(state, options, inheritance),
      watchProgress(state, options),
      Deferred.await(state.doomed),
      ...(options.shared ? [giveSignsOfLife(state, options)] : []),
      // A life that did not get round to repairing what the last one left does not end cleanly either.
    ]).pipe(
      Effect.onInterrupt(() =>
        Effect.suspend(() => (inheritance.settled ? Effect.ignore(endLife(state, options)) : Effect.void)),
      ),
    );
  });
