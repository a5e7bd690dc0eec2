import type { Server } from "node:http";
import type { Engine } from "./Engine.ts";
import { exitCodes } from "./exitCodes.ts";
import { limits } from "./limits.ts";
import { log } from "./log.ts";

const within = (ms: number, done: Promise<unknown>): Promise<boolean> => {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ms);
  return Promise.race([done.then(() => true), late.promise]).finally(() => clearTimeout(timer));
};

/**
 * Makes the call that ends the process: no new queries, running ones may finish for a while, then their
 * clients are cut off (which kills them), then the engine closes. Never takes longer than two graces.
 */
export const stopper = (server: Server, engine: Engine): (() => void) => {
  let stopping = false;
  const stop = async () => {
    server.close();
    server.closeIdleConnections();
    let drained = await within(limits.graceMs, engine.drained());
    server.closeAllConnections();
    drained ||= await within(limits.graceMs, engine.drained());
    // Leaving the library with a call under way can block for ever; what is committed is on disk.
    if (!drained) {
      log("warning", `queries are still running after ${2 * limits.graceMs} ms: leaving them`);
      process.kill(process.pid, "SIGKILL");
    }
    engine.close();
    process.exit(exitCodes.stopped);
  };
  return () => {
    if (stopping) return;
    stopping = true;
    void stop();
  };
};
