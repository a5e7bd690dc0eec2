import { Effect } from "effect";
import { EventLog } from "@rapport/event-log/EventLog";
import { auditClosedGrids, beginLife, endLife, repairRecent } from "./AuditTask.ts";
import { defaultOptions, projectedTopics, projectorGroup, type ProjectorOptions } from "./config.ts";
import { handleBatch } from "./HandleBatch.ts";
import { committedPositions, endPositions, total } from "./Positions.ts";
import { makeProjectorState, type ProjectorState } from "./ProjectorState.ts";
import { serveRebuilds } from "./RebuildRequest.ts";
import { refreshLoop } from "./Refresh.ts";
import { watchProgress } from "./Watchdog.ts";

const reportProgress = (options: ProjectorOptions) =>
  Effect.gen(function* () {
    const done = total(yield* committedPositions);
    yield* options.report({ label: "project", unit: "records", done, total: total(yield* endPositions) });
  });

const consumeAll = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const handle = handleBatch(state, options);
    return yield* log.consume(
      { group: projectorGroup, topics: projectedTopics, maxRecords: options.maxRecords },
      (batch) => Effect.andThen(handle(batch), reportProgress(options)),
    );
  });

/**
 * Projects the log into the warehouse for ever, as the consumer group `projector`: facts, roll-ups, dead
 * letters, directory, conversations; serves rebuilds and audits what is done. Fails when a step's retries
 * are exhausted, on a gap in delivery and on anything unknown; the process then ends non-zero and resumes,
 * when started again, at its committed offsets. Interrupting it at any moment loses nothing.
 */
export const runProjector = (options: ProjectorOptions = defaultOptions) =>
  Effect.gen(function* () {
    const state = yield* makeProjectorState;
    let settled = !(yield* beginLife);
    const repairing = Effect.gen(function* () {
      if (!settled) yield* repairRecent(state, options);
      settled = true;
      return yield* Effect.never;
    });
    return yield* Effect.raceAllFirst([
      consumeAll(state, options),
      refreshLoop(state, options),
      watchProgress(options),
      ...(options.serveRebuilds ? [serveRebuilds(state, options)] : []),
      repairing,
      ...(options.auditInBackground ? [auditClosedGrids(state, options)] : []),
      // A life that did not get round to repairing what the last one left does not end cleanly either.
    ]).pipe(Effect.onInterrupt(() => Effect.suspend(() => (settled ? Effect.ignore(endLife) : Effect.void))));
  });
