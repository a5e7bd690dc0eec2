import type { ReportProgress } from "@rapport/pipeline/Progress";
import { Effect } from "effect";
import { remark } from "../output.ts";
import { makeProgressLine, standardError } from "../ProgressLine.ts";

/** Runs long work with a progress line. */
export const withProgress = <A, E, R>(
  work: (onProgress: ReportProgress) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    const progress = makeProgressLine(standardError());
    return work(progress.report).pipe(Effect.ensuring(progress.done));
  });

/** As above, for work that an interruption does not undo. */
export const resumable = <A, E, R>(
  work: (onProgress: ReportProgress) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> =>
  withProgress(work).pipe(
    Effect.onInterrupt(() => remark("Interrupted. The same command goes on from here.")),
  );
