import { Clock, Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { dayOf, readBooks } from "./Books.ts";
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

/** Until everything up to `target` shows in facts, directory and conversations. */
const waitFor = (target: Positions, report: ReportProgress): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const reached = parsePositions(yield* readCheckpoint(checkpointNames.refreshed));
    if (covers(reached, target)) return true;
    const done = Math.min(total(target), total(yield* committedPositions));
    yield* report({ label: "project", unit: "records", done, total: total(target) });
    yield* Effect.sleep(lookAgainMs);
    return false;
  }).pipe(Effect.repeat({ until: (reached) => reached }), Effect.asVoid);

/** Until the books of today show it too. */
const waitForBooks = (
  target: Positions,
  report: ReportProgress,
): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const books = yield* readBooks;
    const today = dayOf(yield* Clock.currentTimeMillis);
    // A clock that was set back since is no reason to wait for days.
    if (books !== null && covers(books.positions, target) && dayOf(books.at) >= today) return true;
    const [done = 0, months = 0] = ((yield* readCheckpoint(checkpointNames.booksProgress)) ?? "")
      .split("/")
      .map(Number);
    if (months > 0) yield* report({ label: "derive the books", unit: "months", done, total: months });
    yield* Effect.sleep(lookAgainMs);
    return false;
  }).pipe(Effect.repeat({ until: (reached) => reached }), Effect.asVoid);

/**
 * Ends when everything that stands in the log at the time of the call is in the warehouse, and directory,
 * conversations and the books of the economics show it. Works wherever the projector runs: it looks at the checkpoint
 * `checkpointNames.refreshed`, which the projector writes after the facts, the roll-ups and the derived tables,
 * and at `checkpointNames.books`.
 * Nobody projecting means waiting for ever: race it with the projector, or with the owner's end.
 */
export const catchUp = (report: ReportProgress): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const target = yield* endPositions;
    yield* waitFor(target, report);
    // Records that were refused on the way have become dead letters, further on in the log.
    const letters = topics.deadLetters.name;
    yield* waitFor({ [letters]: yield* retrying(log.endOffsets(letters)) }, report);
    yield* waitForBooks(target, report);
  });
