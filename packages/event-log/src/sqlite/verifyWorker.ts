import { parentPort, workerData } from "node:worker_threads";
import { failureOf } from "./LogFailure.ts";
import type { VerifyAnswer } from "./protocol.ts";
import { verifyFile } from "./verifyFile.ts";

/** A thread for one verification: reading gigabytes must not block the main thread. */
const answer = (): VerifyAnswer => {
  try {
    return { kind: "verified", partitions: verifyFile(workerData as string) };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
};

parentPort!.postMessage(answer(), []);
