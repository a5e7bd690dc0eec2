import { parentPort } from "node:worker_threads";

/**
 * A parser thread with faults, speaking the protocol of the connectors' `mailParserWorker`: a message that
 * holds HANG is worked at for ever, EXIT ends the thread, HEAP fills its memory; any other is answered with its
 * length as a problem's reason.
 */
const port = parentPort;
if (port === null) throw new Error("faultyMailWorker is started as a worker thread.");

const fillHeap = (): void => {
  const held: Array<ReadonlyArray<number>> = [];
  for (;;) held.push(Array<number>(4_000_000).fill(0.5));
};

interface Request {
  readonly id: number;
  readonly bytes: Uint8Array;
}

const answer = ({ id, bytes }: Request): void => {
  const text = Buffer.from(bytes).toString("latin1");
  if (text.includes("EXIT")) process.exit(3);
  if (text.includes("HEAP")) fillHeap();
  while (text.includes("HANG"));
  const result = { kind: "problem", code: "unreadable", reason: `${bytes.length} bytes`, contentSha256: "" };
  port.postMessage([{ id, result }]);
};

port.on("message", (requests: ReadonlyArray<Request>) => requests.forEach(answer));

port.postMessage(null);
