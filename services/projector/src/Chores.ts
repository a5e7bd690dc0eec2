import { Effect } from "effect";
import { EventLog } from "@rapport/event-log/EventLog";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { booksLoop } from "./BooksLoop.ts";
import { auditClosedGrids, repairRecent } from "./AuditTask.ts";
import { checkpointNames, readCheckpoint } from "./Checkpoints.ts";
import { choresName, type ProjectorOptions } from "./config.ts";
import { liftHold } from "./Hold.ts";
import { serveKnown } from "./known/serveKnown.ts";
import { watchLives } from "./Lives.ts";
import type { ProjectorState } from "./ProjectorState.ts";
import { serveRebuilds } from "./RebuildRequest.ts";
import { refreshLoop } from "./Refresh.ts";
import { ShadowProjection } from "./ShadowProjection.ts";

/** Repairing what the life before this one left. `settled` once that is done, or was not needed. */
export interface Inheritance {
  settled: boolean;
}

/**
 * Puts an end to what the process that did the chores before may still be at: first its tables go, so that it can
 * exchange nothing any more, then its hold.
 */
const takeOver = Effect.gen(function* () {
  yield* retrying((yield* ShadowProjection).fence);
  if ((yield* readCheckpoint(checkpointNames.hold)) !== undefined) yield* liftHold;
});

const repairInherited = (state: ProjectorState, options: ProjectorOptions, inheritance: Inheritance) =>
  Effect.gen(function* () {
    if (!inheritance.settled) yield* repairRecent(state, options);
    inheritance.settled = true;
    return yield* Effect.never;
  });

/**
 * A failure may be of one who was stopped and goes on with what another has taken over: tables that are gone, say.
 * It hears of that within this time, and then drops the work instead of ending.
 */
const hearFirstMs = 3_000;

/**
 * What is done once for all processes that project a log, for ever: directory and conversations, rebuilds, repair
 * and audit. One process does it, the others stand by; one that loses it amid the work (it was stopped, or cut off
 * from the log) drops it and stands by again.
 */
export const choresOf = (state: ProjectorState, options: ProjectorOptions, inheritance: Inheritance) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const work = Effect.gen(function* () {
      yield* takeOver;
      yield* state.dirty.open;
      return yield* Effect.raceAllFirst([
        refreshLoop(state, options),
        booksLoop(state, options),
        repairInherited(state, options, inheritance),
        ...(options.shared ? [watchLives(state, options)] : []),
        ...(options.serveRebuilds ? [serveRebuilds(state, options), serveKnown(state, options)] : []),
        ...(options.auditInBackground ? [auditClosedGrids(state, options)] : []),
      ]);
    }).pipe(Effect.tapError(() => (options.shared ? Effect.sleep(hearFirstMs) : Effect.void)));
    const turn = Effect.catchTag(log.exclusively(choresName, work), "StaleOwner", () =>
      Effect.logWarning("another projector refreshes and rebuilds now: this one was silent for too long"),
    );
    return yield* Effect.forever(turn);
  });
