import { Worker } from "node:worker_threads";
import type { MailLimits } from "./MailLimits.ts";
import type { MailProblem, ParsedMail } from "./ParsedMail.ts";

export interface WorkerRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly nowMs: number;
}

/** In the order in which they are to be parsed. */
export type WorkerRequests = ReadonlyArray<WorkerRequest>;

export interface WorkerAnswer {
  readonly id: number;
  readonly result: ParsedMail | MailProblem;
}

/** `null` once, when the worker has loaded its code; then an answer for each request, in order, some at a time. */
export type WorkerAnswers = ReadonlyArray<WorkerAnswer> | null;

/** What a thread is started with. `begun[0]` is where it tells the id of the request it is working at. */
export interface WorkerStart {
  readonly limits: MailLimits;
  readonly begun: Uint32Array<SharedArrayBuffer>;
}

/** A message on its way through a worker. `done` or `fail` is called once; `fail` when no worker can be had. */
export interface ParseJob {
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
  readonly nowMs: number;
  readonly done: (result: ParsedMail | MailProblem) => void;
  readonly fail: (error: Error) => void;
}

/** What became of the worker: it `hung` or `died` over its oldest job; the others were not begun. */
export interface WorkerFailure {
  readonly guilty: ParseJob | null;
  readonly innocent: ReadonlyArray<ParseJob>;
  readonly reason: string;
}

/** The code of a parser thread; tests give one with faults instead. */
export const mailParserWorker = new URL("./mailParserWorker.ts", import.meta.url);
/** Up to this size bytes are copied to the worker, so that they can be given to another one if it dies. */
export const copiedBytes = 256 * 1024;
const jobsAhead = 16;
const oldSpaceMegabytes = 512;
/** Node's default of 48 only makes the process larger: parsing leaves little behind. */
const youngSpaceMegabytes = 8;

/**
 * One worker thread with the jobs it holds, oldest first. Small messages are sent ahead, so that the worker
 * never waits; a large one is moved to it, alone. On a crash or when its oldest job takes longer than
 * `parseMs`, the thread is stopped and `onFailure` is called, once; the slot is then of no further use.
 */
export class WorkerSlot {
  readonly #worker: Worker;
  readonly #jobs = new Map<number, ParseJob>();
  readonly #onIdle: () => void;
  readonly #onFailure: (failure: WorkerFailure) => void;
  readonly #outbox: Array<WorkerRequest> = [];
  readonly #begun = new Uint32Array(new SharedArrayBuffer(4));
  /** The request that was worked at when last looked. */
  #seen = 0;
  #nextId = 0;
  /** Since when the oldest job is worked at; null until the worker has loaded: loading is not its fault. */
  #oldestSinceMs: number | null = null;
  #filling = true;
  #ended = false;

  constructor(
    workerFile: URL,
    limits: MailLimits,
    onIdle: () => void,
    onFailure: (failure: WorkerFailure) => void,
  ) {
    this.#onIdle = onIdle;
    this.#onFailure = onFailure;
    this.#worker = new Worker(workerFile, {
      workerData: { limits, begun: this.#begun } satisfies WorkerStart,
      name: "mail-parser",
      resourceLimits: {
        maxOldGenerationSizeMb: oldSpaceMegabytes,
        maxYoungGenerationSizeMb: youngSpaceMegabytes,
      },
    });
    this.#worker.on("message", (answers: WorkerAnswers) => this.#answered(answers));
    this.#worker.on("error", (cause) => this.#fail(`its parser stopped (${cause.message})`));
    this.#worker.on("exit", (code) => this.#fail(`its parser ended with code ${code}`));
  }

  /** Jobs it may still be given: some small ones, or one large one when it has nothing. */
  accepts(sizeBytes: number): boolean {
    if (this.#ended) return false;
    // Moved bytes cannot be given to another: not before this one has loaded.
    if (sizeBytes > copiedBytes) return this.#jobs.size === 0 && this.#oldestSinceMs !== null;
    for (const job of this.#jobs.values()) if (job.sizeBytes > copiedBytes) return false;
    // Filled up when half is left and not one by one, so that several go in one message.
    if (this.#jobs.size >= jobsAhead) this.#filling = false;
    else if (this.#jobs.size <= jobsAhead / 2) this.#filling = true;
    return this.#filling;
  }

  get load(): number {
    return this.#jobs.size;
  }

  give(job: ParseJob, nowMs: number): void {
    if (this.#jobs.size === 0 && this.#oldestSinceMs !== null) this.#oldestSinceMs = nowMs;
    const id = this.#nextId;
    this.#nextId += 1;
    this.#jobs.set(id, job);
    const request: WorkerRequest = { id, bytes: job.bytes, nowMs: job.nowMs };
    const { buffer } = job.bytes;
    if (job.sizeBytes > copiedBytes && buffer instanceof ArrayBuffer) {
      this.#worker.postMessage([request] satisfies WorkerRequests, [buffer]);
      return;
    }
    if (this.#outbox.push(request) === 1) queueMicrotask(() => this.#send());
  }

  /** Sends what was given in one go: waking the thread for each message costs as much as a tenth of parsing it. */
  #send(): void {
    const requests = this.#outbox.splice(0);
    if (this.#ended || requests.length === 0) return;
    // One memory for all, and moved: cloning that of each message takes several times the copying.
    const together = new Uint8Array(requests.reduce((sum, { bytes }) => sum + bytes.length, 0));
    let at = 0;
    const packed: WorkerRequests = requests.map(({ id, bytes, nowMs }) => {
      together.set(bytes, at);
      at += bytes.length;
      return { id, bytes: together.subarray(at - bytes.length, at), nowMs };
    });
    this.#worker.postMessage(packed, [together.buffer]);
  }

  /** Called now and then with the time, to notice a parser that hangs. */
  checkTime(nowMs: number, parseMs: number): void {
    const begun = Atomics.load(this.#begun, 0);
    if (begun !== this.#seen && this.#oldestSinceMs !== null) this.#oldestSinceMs = nowMs;
    this.#seen = begun;
    if (this.#jobs.size > 0 && nowMs - (this.#oldestSinceMs ?? nowMs) > parseMs) {
      this.#fail(`reading it took longer than ${parseMs} ms`);
    }
  }

  stop(): Promise<unknown> {
    this.#ended = true;
    return this.#worker.terminate();
  }

  #answered(answers: WorkerAnswers): void {
    this.#oldestSinceMs = performance.now();
    for (const { id, result } of answers ?? []) {
      const job = this.#jobs.get(id);
      if (this.#ended || job === undefined) return;
      this.#jobs.delete(id);
      job.done(result);
    }
    this.#onIdle();
  }

  #fail(reason: string): void {
    if (this.#ended) return;
    void this.stop();
    // Those before the one it worked at are done, but their answers were not sent: another parses them again.
    const begun = Atomics.load(this.#begun, 0);
    const guiltyId = [...this.#jobs.keys()].find((id) => id >= begun);
    const guilty =
      this.#oldestSinceMs === null || guiltyId === undefined ? null : (this.#jobs.get(guiltyId) ?? null);
    const innocent = [...this.#jobs.values()].filter((job) => job !== guilty);
    this.#jobs.clear();
    this.#onFailure({ guilty, innocent, reason });
  }
}
