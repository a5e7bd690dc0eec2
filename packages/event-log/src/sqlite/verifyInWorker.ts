import { Worker } from "node:worker_threads";
import { Effect } from "effect";
import { EventLogError } from "../EventLog.ts";
import type { VerifyAnswer } from "./protocol.ts";
import type { PartitionReport } from "./verifyFile.ts";

/** Runs `verifyFile` in a thread of its own. */
export const verifyInWorker = (file: string): Effect.Effect<ReadonlyArray<PartitionReport>, EventLogError> =>
  Effect.callback((resume) => {
    const worker = new Worker(new URL("./verifyWorker.ts", import.meta.url), {
      workerData: file,
      execArgv: [],
    });
    const fail = (detail: string, retriable = false) =>
      resume(Effect.fail(new EventLogError({ operation: "verify", detail, retriable })));
    worker.once("error", (error) => fail(`the verifying thread failed: ${error.message}`));
    worker.once("message", (answer: VerifyAnswer) => {
      if (answer.kind === "verified") resume(Effect.succeed(answer.partitions));
      else fail(answer.failure.detail, answer.failure.retriable);
    });
    return Effect.promise(() => worker.terminate());
  });
