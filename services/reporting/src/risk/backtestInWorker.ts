import { Worker } from "node:worker_threads";
import { Effect } from "effect";
import type { BacktestFigures, BacktestOf } from "./backtestOf.ts";

/** Runs `backtestOf` in a thread of its own, which ends with whoever asked. A bug in it is a defect here. */
export const backtestInWorker = (of: BacktestOf): Effect.Effect<BacktestFigures> =>
  Effect.callback((resume) => {
    const worker = new Worker(new URL("./backtestWorker.ts", import.meta.url), {
      workerData: of,
      execArgv: [],
    });
    worker.once("error", (error) => resume(Effect.die(error)));
    worker.once("message", (figures: BacktestFigures) => resume(Effect.succeed(figures)));
    return Effect.promise(() => worker.terminate());
  });
