import { Clock, Effect, Metric } from "effect";
import { EventLog } from "@rapport/event-log/EventLog";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { booksCheckpoint, dayOf, readBooks } from "./Books.ts";
import { checkpointNames, readCheckpoints, writeCheckpoints } from "./Checkpoints.ts";
import type { ProjectorOptions } from "./config.ts";
import { metrics } from "./Metrics.ts";
import {
  committedPositions,
  covers,
  endPositions,
  formatPositions,
  parsePositions,
  type Positions,
} from "./Positions.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import type { ProjectorState } from "./ProjectorState.ts";

const lookAgainMs = 100;
const tellEveryMs = 500;
/** Meetings end and days begin without a word in the log. */
const lookAnywayMs = 60_000;
/** Among several projectors: another one may have refreshed before it ended, which opens no latch here. */
const lookAmongOthersMs = 5_000;
/** The log has paused when nothing has moved for so long. */
const pauseMs = 200;
/** While the log grows, the books wait for it to pause: for no longer than this. */
const longestWaitMs = 15_000;

/** How far directory and conversations are, and by what else facts may have changed. */
const refreshedNow = Effect.gen(function* () {
  const store = yield* ProjectionStore;
  const kept = yield* readCheckpoints([checkpointNames.refreshed, checkpointNames.disturbed]);
  const { recorded } = yield* retrying(store.standing);
  return {
    positions: parsePositions(kept.get(checkpointNames.refreshed)),
    sign: `${recorded}|${kept.get(checkpointNames.disturbed) ?? ""}`,
  };
});

/** True when the log says nothing that `positions` does not show: neither projected nor to be projected. */
const logIsQuiet = Effect.fnUntraced(function* (positions: Positions) {
  return covers(positions, yield* committedPositions) && covers(positions, yield* endPositions);
});

/** Tells on, and keeps where others look (`catchUp`), how far a derivation is; now and then. */
const telling = (options: ProjectorOptions) =>
  Effect.map(EventLog, (log): ReportProgress => {
    let toldAt = Number.NEGATIVE_INFINITY;
    return Effect.fnUntraced(function* (update) {
      yield* options.report(update);
      const now = yield* Clock.currentTimeMillis;
      if (now - toldAt < tellEveryMs) return;
      toldAt = now;
      const kept = { name: checkpointNames.booksProgress, value: `${update.done}/${update.total ?? 0}` };
      // No harm in its failing: it is but a word on the way.
      yield* Effect.ignore(Effect.provideService(writeCheckpoints([kept]), EventLog, log));
    });
  });

/**
 * Keeps the books of the economics up with facts, directory and conversations, for ever: as soon as the log pauses,
 * and for at most half the time; while it does not, every now and then, within `refreshShare` of the time. They
 * are derived beside projecting, never in its way. The checkpoint `checkpointNames.books` says how far they are: it
 * is what `catchUp` waits for, in any process. One process at a time does this for all.
 */
export const booksLoop = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    const report = yield* telling(options);
    let dueSince: number | null = null;
    let last = { moved: "", at: 0 };
    let quietFrom = 0;
    let busyFrom = (yield* Clock.currentTimeMillis) + longestWaitMs;
    // What another process or another life left is looked at once, whatever the checkpoint says.
    let lookFrom = 0;
    const round = Effect.gen(function* () {
      yield* Effect.timeoutOrElse(state.refreshed.await, {
        duration: options.shared ? lookAmongOthersMs : lookAnywayMs,
        orElse: () => Effect.void,
      });
      // First of all: whatever is shown from here on opens it again.
      yield* state.refreshed.close;
      const books = yield* readBooks;
      const { positions, sign } = yield* refreshedNow;
      const now = yield* Clock.currentTimeMillis;
      const behind = books === null || !covers(books.positions, positions) || dayOf(books.at) !== dayOf(now);
      if (!behind && now < lookFrom) return;
      dueSince ??= now;
      const waited = now - dueSince >= longestWaitMs;
      if (last.moved !== formatPositions(positions)) last = { moved: formatPositions(positions), at: now };
      const pauses = now - last.at >= pauseMs && (yield* logIsQuiet(positions));
      const from = pauses ? quietFrom : waited ? busyFrom : Number.POSITIVE_INFINITY;
      if (now < from) {
        yield* state.refreshed.open;
        return yield* Effect.sleep(lookAgainMs);
      }
      yield* retrying(store.refreshBooks({ positions, sign, at: now, report }));
      yield* writeCheckpoints([
        { name: checkpointNames.books, value: booksCheckpoint(positions, now) },
        { name: checkpointNames.booksProgress, value: "" },
      ]);
      const endedAt = yield* Clock.currentTimeMillis;
      const costMs = endedAt - now;
      yield* Metric.update(metrics.booksSeconds, costMs / 1000);
      dueSince = null;
      quietFrom = endedAt + costMs;
      busyFrom = endedAt + (costMs * (1 - options.refreshShare)) / options.refreshShare;
      lookFrom = endedAt + lookAnywayMs;
    });
    return yield* Effect.forever(round);
  });
