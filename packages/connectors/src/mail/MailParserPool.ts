import { hash } from "node:crypto";
import { availableParallelism } from "node:os";
import { Clock, Context, Effect, Layer } from "effect";
import { defaultMailLimits, type MailLimits } from "./MailLimits.ts";
import type { MailProblem, ParsedMail } from "./ParsedMail.ts";
import {
  copiedBytes,
  mailParserWorker,
  type ParseJob,
  type WorkerFailure,
  WorkerSlot,
} from "./WorkerSlot.ts";

export interface MailParserPoolOptions {
  /** Default: one per core. */
  readonly workers?: number;
  readonly limits?: MailLimits;
  /** What a thread runs: the parser, unless a test injects faults. */
  readonly workerFile?: URL;
}

/**
 * Parses messages in worker threads, side by side. `parse` always succeeds (it dies when no thread can start): a message that breaks, hangs
 * (`limits.parseMs`) or outgrows its worker becomes a `MailProblem`, the worker is replaced, and what waited
 * behind it is parsed by another. The bytes may be moved to the worker: do not use them afterwards. Order and
 * back-pressure are the caller's, by `Stream.mapEffect(…, { concurrency: pool.inFlight })`: results in order,
 * never more than `inFlight` messages in memory. Bodies never leave the worker.
 */
export class MailParserPool extends Context.Service<
  MailParserPool,
  {
    readonly parse: (bytes: Uint8Array) => Effect.Effect<ParsedMail | MailProblem>;
    /** Messages to keep under way at once: enough that no worker waits. */
    readonly inFlight: number;
  }
>()("@rapport/connectors/MailParserPool") {}

/** A pool whose workers all died without a message this often in a row cannot work at all. */
const maxIdleDeaths = 5;

class Pool {
  readonly #limits: MailLimits;
  readonly #workerFile: URL;
  readonly #slots: Array<WorkerSlot> = [];
  readonly #waiting: Array<ParseJob> = [];
  readonly #watch: NodeJS.Timeout;
  #idleDeaths = 0;
  #stopped = false;

  constructor(workers: number, limits: MailLimits, workerFile: URL) {
    this.#limits = limits;
    this.#workerFile = workerFile;
    for (let count = 0; count < workers; count += 1) this.#slots.push(this.#start());
    this.#watch = setInterval(() => this.#checkTime(), Math.max(10, Math.min(1_000, limits.parseMs / 4)));
    this.#watch.unref();
  }

  submit(job: ParseJob): void {
    this.#waiting.push(job);
    this.#dispatch();
  }

  /** Takes a job back that nobody waits for any more, if it was not begun. */
  forget(job: ParseJob): void {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#watch);
    await Promise.all(this.#slots.map((slot) => slot.stop()));
  }

  #start(): WorkerSlot {
    const slot = new WorkerSlot(
      this.#workerFile,
      this.#limits,
      () => this.#dispatch(),
      (failure) => this.#replace(slot, failure),
    );
    return slot;
  }

  #dispatch(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const { sizeBytes } = next;
      const slot = this.#slots
        .filter((candidate) => candidate.accepts(sizeBytes))
        .toSorted((a, b) => a.load - b.load)[0];
      if (slot === undefined) return;
      this.#waiting.shift();
      slot.give(next, performance.now());
    }
  }

  #replace(slot: WorkerSlot, { guilty, innocent, reason }: WorkerFailure): void {
    if (this.#stopped) return;
    this.#idleDeaths = guilty === null ? this.#idleDeaths + 1 : 0;
    if (this.#idleDeaths > maxIdleDeaths) {
      const error = new Error(`Mail parsers cannot be started: ${reason}. Run \`rapport doctor\`.`);
      for (const job of [...innocent, ...this.#waiting.splice(0)]) job.fail(error);
      return;
    }
    this.#slots[this.#slots.indexOf(slot)] = this.#start();
    this.#waiting.unshift(...innocent);
    guilty?.done({
      kind: "problem",
      code: "unreadable",
      reason: `The message could not be parsed: ${reason}.`,
      contentSha256: guilty.sizeBytes > copiedBytes ? "" : hash("sha256", guilty.bytes, "hex"),
    });
    this.#dispatch();
  }

  #checkTime(): void {
    const nowMs = performance.now();
    for (const slot of this.#slots) slot.checkTime(nowMs, this.#limits.parseMs);
  }
}

/** The pool, its threads started with the scope and stopped with it. */
export const layerMailParserPool = (options: MailParserPoolOptions = {}): Layer.Layer<MailParserPool> =>
  Layer.effect(
    MailParserPool,
    Effect.gen(function* () {
      const workers = Math.max(1, options.workers ?? availableParallelism());
      const pool = yield* Effect.acquireRelease(
        Effect.sync(
          () =>
            new Pool(workers, options.limits ?? defaultMailLimits, options.workerFile ?? mailParserWorker),
        ),
        (open) => Effect.promise(() => open.stop()),
      );
      return MailParserPool.of({
        inFlight: 2 * workers,
        parse: (bytes) =>
          Effect.flatMap(Clock.currentTimeMillis, (nowMs) =>
            Effect.callback<ParsedMail | MailProblem>((resume) => {
              const done = (result: ParsedMail | MailProblem) => resume(Effect.succeed(result));
              const fail = (error: Error) => resume(Effect.die(error));
              const job: ParseJob = { bytes, sizeBytes: bytes.length, nowMs, done, fail };
              pool.submit(job);
              return Effect.sync(() => pool.forget(job));
            }),
          ),
      });
    }),
  );
