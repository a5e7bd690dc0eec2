import type { ReportProgress } from "@rapport/pipeline/Progress";
import { requestRebuild } from "@rapport/projector/RebuildRequest";
import { Effect } from "effect";
import { remark } from "../output.ts";
import { isThrownAway } from "./projectorsElsewhere.ts";

/**
 * The warehouse may be thrown away at any time: when it holds nothing though the projector has been through
 * the log, it is built anew. Needs a projector at work, here or in the owner.
 */
export const rebuildWhenEmpty = (report: ReportProgress) =>
  Effect.gen(function* () {
    if (!(yield* isThrownAway)) return;
    yield* remark("The warehouse is empty: building it anew from the log.");
    yield* requestRebuild(report);
  });
