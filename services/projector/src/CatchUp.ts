import { Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { checkpointNames, readCheckpoint } from "./Checkpoints.ts";
import {
  committedPositions,
  covers,
  endPositions,
  parsePositions,
  type Positions,
  total,
} from "./Positions.ts";

const lookAgainMs = 50;

const waitFor = (target: Positions, report: ReportProgress): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const reached = parsePositions(yield* readCheckpoint(checkpointNames.refreshed));
    if (covers(reached, target)) return true;
    const done = Math.min(total(target), total(yield* committedPositions));
    yield* report({ label: "project", unit: "records", done, total: total(target) });
    yield* Effect.sleep(lookAgainMs);
    return false;
  }).pipe(Effect.repeat({ until: (reached) => reached }), Effect.asVoid);

/**
 * Ends when everything that stands in the log at the time of the call is in the warehouse, and directory
 * and conversations show it. Works wherever the projector runs: it looks at the checkpoint
 * `checkpointNames.refreshed`, which the projector writes after the facts, the roll-ups and the derived tables.
 * Nobody projecting means waiting for ever: race it with the projector, or with the owner's end.
 */
export const catchUp = (report: ReportProgress): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    yield* waitFor(yield* endPositions, report);
    // Records that were refused on the way have become dead letters, further on in the log.
    const letters = topics.deadLetters.name;
    yield* waitFor({ [letters]: yield* retrying(log.endOffsets(letters)) }, report);
  });
