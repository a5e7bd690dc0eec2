import { parentPort, workerData } from "node:worker_threads";
import type { MailLimits } from "./MailLimits.ts";
import { parseMail } from "./parseMail.ts";
import type { WorkerAnswer, WorkerRequest, WorkerRequests } from "./WorkerSlot.ts";

const limits = workerData as MailLimits;
const port = parentPort;
if (port === null) throw new Error("mailParserWorker is started by MailParserPool, as a worker thread.");

let last: Promise<void> = Promise.resolve();

const answer = async ({ id, bytes, nowMs }: WorkerRequest): Promise<void> => {
  const result = await parseMail(bytes, { nowMs, limits });
  port.postMessage({ id, result } satisfies WorkerAnswer);
};

// One after the other, in the order they came: so the one that hangs is the oldest without an answer.
port.on("message", (requests: WorkerRequests) => {
  for (const request of requests) last = last.then(() => answer(request));
});

port.postMessage(null satisfies WorkerAnswer);
