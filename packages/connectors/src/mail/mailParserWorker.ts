import { parentPort, workerData } from "node:worker_threads";
import { useMemoryBlob } from "./MemoryBlob.ts";
import { parseMail } from "./parseMail.ts";
import type { WorkerAnswer, WorkerAnswers, WorkerRequests, WorkerStart } from "./WorkerSlot.ts";

const { limits, begun } = workerData as WorkerStart;
const port = parentPort;
if (port === null) throw new Error("mailParserWorker is started by MailParserPool, as a worker thread.");

/** Waking the other side for each message costs as much as a tenth of parsing it; half of what is sent ahead. */
const answersTogether = 8;

useMemoryBlob();

let last: Promise<void> = Promise.resolve();

const answer = async (requests: WorkerRequests): Promise<void> => {
  let answers: Array<WorkerAnswer> = [];
  for (const { id, bytes, nowMs } of requests) {
    Atomics.store(begun, 0, id);
    answers.push({ id, result: await parseMail(bytes, { nowMs, limits }) });
    // A large message came alone in its memory: given back now, not when the engine gets to it.
    if (bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer)
      bytes.buffer.transfer(0);
    if (answers.length < answersTogether) continue;
    port.postMessage(answers satisfies WorkerAnswers);
    answers = [];
  }
  if (answers.length > 0) port.postMessage(answers satisfies WorkerAnswers);
};

// One after the other, in the order they came: so the one that hangs is the oldest that is not done.
port.on("message", (requests: WorkerRequests) => {
  last = last.then(() => answer(requests));
});

port.postMessage(null satisfies WorkerAnswers);
