import type { ReportProgress } from "@rapport/pipeline/Progress";
import { Effect } from "effect";
import { makeProgressLine, standardError } from "../ProgressLine.ts";

/** Runs long work with a progress line. */
export const withProgress = <A, E, R>(
  work: (onProgress: ReportProgress) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    const progress = makeProgressLine(standardError());
    return work(progress.report).pipe(Effect.ensuring(progress.done));
  });
