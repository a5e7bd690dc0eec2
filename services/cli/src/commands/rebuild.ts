import { requestRebuild } from "@rapport/projector/RebuildRequest";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { answer, answerJson, formatFlag } from "../output.ts";
import { makeProgressLine, standardError } from "../ProgressLine.ts";
import { withWarehouse } from "../session/withWarehouse.ts";

/** `rapport rebuild` */
export const rebuild = Command.make("rebuild", { format: formatFlag }, ({ format }) =>
  withWarehouse({ create: false, caughtUp: false })(
    Effect.gen(function* () {
      const progress = makeProgressLine(standardError());
      const outcome = yield* requestRebuild(progress.report).pipe(Effect.ensuring(progress.done));
      if (format === "json") return yield* answerJson(outcome);
      const seconds = (outcome.elapsedMs / 1000).toFixed(1);
      const records = outcome.records.toLocaleString("en");
      yield* answer(
        `Rebuilt the warehouse from ${records} records of the log in ${seconds} s (epoch ${outcome.epoch}).`,
      );
    }),
  ),
).pipe(
  Command.withDescription(
    "Build everything in the warehouse anew from the log, and put it in place at once. Readers see the old figures until then.",
  ),
);
