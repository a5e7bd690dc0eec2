import type { ReportProgress } from "@rapport/pipeline/Progress";
import { Effect } from "effect";
import { followedImport } from "../data/runningImports.ts";
import { withProgress } from "./withProgress.ts";

/** Runs an import with a progress line here, and followed by whoever looks at the pages. `command`: as it was typed. */
export const importing = <A, E, R>(
  command: string,
  work: (onProgress: ReportProgress) => Effect.Effect<A, E, R>,
) =>
  withProgress((show) =>
    followedImport(command, (tell) => work((update) => Effect.andThen(show(update), tell(update)))),
  );
