import { Worker } from "node:worker_threads";
import { Deferred, Effect, Exit, Scope } from "effect";
import { EventLogError } from "../EventLog.ts";
import type { FromWorker, Operation, Operations, WorkerOptions } from "./protocol.ts";

/** The main thread's end of the SQLite thread. */
export interface WorkerClient {
  readonly request: <K extends Operation>(
    operation: K,
    payload: Operations[K]["request"],
  ) => Effect.Effect<Operations[K]["answer"], EventLogError>;
  /** In two steps: sends at once, then waits. `onSettled` runs with the answer, whether somebody waits or not. */
  readonly send: <K extends Operation>(
    operation: K,
    payload: Operations[K]["request"],
    onSettled?: () => void,
  ) => Effect.Effect<Effect.Effect<Operations[K]["answer"], EventLogError>>;
  /** Without waiting for an answer. */
  readonly watch: (on: boolean) => void;
}

interface Pending {
  readonly operation: Operation;
  readonly settle: (exit: Exit.Exit<unknown, EventLogError>) => void;
}

interface Connection {
  readonly client: WorkerClient;
  readonly close: Effect.Effect<void>;
}

const connect = (worker: Worker, onChanged: () => void): Connection => {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let dead: string | null = null;

  const settle = (id: number, exit: (operation: Operation) => Exit.Exit<unknown, EventLogError>) => {
    const waiting = pending.get(id);
    if (waiting === undefined) return;
    pending.delete(id);
    waiting.settle(exit(waiting.operation));
  };
  const fail = (operation: string, detail: string, retriable = false) =>
    Exit.fail(new EventLogError({ operation, detail, retriable }));
  const die = (reason: string) => {
    dead ??= reason;
    for (const id of Array.from(pending.keys())) settle(id, (operation) => fail(operation, reason));
  };
  worker.on("message", (message: FromWorker) => {
    if (message.kind === "answer") settle(message.id, () => Exit.succeed(message.value));
    else if (message.kind === "failure") {
      settle(message.id, (operation) => fail(operation, message.failure.detail, message.failure.retriable));
    } else if (message.kind === "changed") onChanged();
  });
  worker.on("error", (error) => die(`the log's thread failed: ${error.message}`));
  worker.on("exit", () => die("the log is closed"));

  const send: WorkerClient["send"] = (operation, payload, onSettled) =>
    Effect.sync(() => {
      type Answer = Operations[typeof operation]["answer"];
      const answer = Deferred.makeUnsafe<Answer, EventLogError>();
      if (dead === null) {
        const id = nextId++;
        const settle: Pending["settle"] = (exit) => {
          onSettled?.();
          Deferred.doneUnsafe(answer, exit as Exit.Exit<Answer, EventLogError>);
        };
        pending.set(id, { operation, settle });
        worker.postMessage({ id, operation, payload }, []);
      } else {
        onSettled?.();
        Deferred.doneUnsafe(answer, fail(operation, dead));
      }
      return Deferred.await(answer);
    });
  const request: WorkerClient["request"] = (operation, payload) => Effect.flatten(send(operation, payload));

  return {
    client: {
      send,
      request,
      watch: (on) => {
        if (dead === null) worker.postMessage({ id: 0, operation: "watch", payload: on }, []);
      },
    },
    close: Effect.ignore(request("close", null)).pipe(
      Effect.andThen(Effect.promise(() => worker.terminate())),
      Effect.asVoid,
    ),
  };
};

/**
 * Starts the thread and opens the database in it; closed with the scope, after what is under way is committed.
 * `onChanged` is called when another process wrote, while `watch` is on.
 */
export const startWorker = (
  options: WorkerOptions,
  onChanged: () => void,
): Effect.Effect<WorkerClient, EventLogError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<Connection, EventLogError>((resume) => {
      const worker = new Worker(new URL("./worker.ts", import.meta.url), {
        workerData: options,
        execArgv: [],
      });
      const refuse = (detail: string, retriable = false) => {
        void worker.terminate();
        resume(Effect.fail(new EventLogError({ operation: "open", detail, retriable })));
      };
      worker.once("error", (error) => refuse(`the log's thread failed: ${error.message}`));
      worker.once("message", (message: FromWorker) => {
        if (message.kind === "not-opened") return refuse(message.failure.detail, message.failure.retriable);
        if (message.kind !== "opened") return refuse(`unexpected first message "${message.kind}"`);
        const connection = connect(worker, onChanged);
        const tell = Effect.forEach(message.notices, (notice) =>
          Effect.logError(`event log ${options.file}: ${notice}`),
        );
        resume(Effect.as(tell, connection));
      });
    }),
    (connection) => connection.close,
  ).pipe(Effect.map((connection) => connection.client));
