import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Data, Effect, type Scope } from "effect";
import { exitCodes } from "./exitCodes.ts";
import { limits } from "./limits.ts";

/**
 * The chDB process is not there. `in-use`: another process has the folder; `not-writable`; `not-started`:
 * it ended or said nothing before it was ready; `gave-up`: it died too often.
 */
export class ChdbError extends Data.TaggedError("ChdbError")<{
  readonly reason: "in-use" | "not-writable" | "not-started" | "gave-up";
  readonly detail: string;
  readonly cause?: unknown;
}> {
  override get message() {
    return this.detail;
  }
}

export interface ChildOptions {
  readonly folder: string;
  readonly passwordFile: string;
  readonly port: number;
  readonly startTimeoutMs: number;
  readonly stopTimeoutMs: number;
}

export interface Child {
  readonly url: string;
  readonly pid: number;
  /** Completes when the process has ended: with its exit code or signal. */
  readonly ended: Effect.Effect<string>;
}

export type Spawned = ChildProcessByStdio<Writable, Readable, Readable>;
const mainFile = fileURLToPath(new URL("./main.ts", import.meta.url));

/** Starts the process with the engine's surroundings; nobody watches it. */
export const spawnProcess = (
  options: Pick<ChildOptions, "folder" | "passwordFile" | "port"> & { readonly configFile?: string },
): Spawned => {
  const { folder, passwordFile, port, configFile } = options;
  const child = spawn(
    process.execPath,
    [
      mainFile,
      "--folder",
      folder,
      "--password-file",
      passwordFile,
      "--port",
      String(port),
      ...(configFile === undefined ? [] : ["--config-file", configFile]),
      "--stop-with-stdin",
    ],
    {
      stdio: ["pipe", "pipe", "pipe"],
      // Nothing of our environment: no secrets, and the zone is always UTC.
      env: {
        UV_THREADPOOL_SIZE: String(limits.threads),
        TZ: "UTC",
        PATH: "/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin",
      },
    },
  );
  child.stdin.on("error", () => undefined);
  return child;
};

const hasEnded = (child: Spawned) => child.exitCode !== null || child.signalCode !== null;
const outcome = (child: Spawned) => child.signalCode ?? `exit code ${child.exitCode}`;

const ended = (child: Spawned): Effect.Effect<string> =>
  Effect.callback<string>((resume) => {
    if (hasEnded(child) || child.pid === undefined) return resume(Effect.succeed(outcome(child)));
    const done = () => resume(Effect.succeed(outcome(child)));
    child.once("exit", done);
    return Effect.sync(() => child.off("exit", done));
  });

/** SIGTERM, and SIGKILL when that took too long. */
const terminate = (child: Spawned, stopTimeoutMs: number): Effect.Effect<void> =>
  Effect.gen(function* () {
    if (child.pid === undefined || hasEnded(child)) return;
    child.kill("SIGTERM");
    yield* ended(child).pipe(
      Effect.timeoutOrElse({
        duration: stopTimeoutMs,
        orElse: () =>
          Effect.logWarning(`the chDB process did not stop within ${stopTimeoutMs} ms: killing it`).pipe(
            Effect.andThen(Effect.sync(() => child.kill("SIGKILL"))),
            Effect.andThen(ended(child)),
          ),
      }),
    );
  });

const reasons: Readonly<Record<number, ChdbError["reason"]>> = {
  [exitCodes.inUse]: "in-use",
  [exitCodes.notWritable]: "not-writable",
};

/** The first line of its output, or nothing when it ends before it has said one. */
const firstLine = (child: Spawned): Effect.Effect<string, ChdbError> =>
  Effect.callback<string, ChdbError>((resume) => {
    child.once("error", (cause) =>
      resume(
        new ChdbError({
          reason: "not-started",
          detail: `cannot start ${process.execPath}: ${cause.message}`,
          cause,
        }),
      ),
    );
    const lines = createInterface({ input: child.stdout });
    lines.once("line", (line) => resume(Effect.succeed(line)));
    lines.once("close", () => resume(Effect.succeed("")));
    return Effect.sync(() => lines.close());
  });

const readyLine = (child: Spawned): Effect.Effect<{ url: string; pid: number }, ChdbError> =>
  Effect.gen(function* () {
    const line = yield* firstLine(child);
    const said: { url?: unknown; pid?: unknown; error?: unknown } = line.startsWith("{")
      ? JSON.parse(line)
      : {};
    if (typeof said.url === "string" && typeof said.pid === "number") return { url: said.url, pid: said.pid };
    const how = yield* ended(child);
    const reason = reasons[child.exitCode ?? -1] ?? "not-started";
    const detail =
      typeof said.error === "string" ? said.error : `the chDB process ended before it was ready (${how})`;
    return yield* new ChdbError({ reason, detail });
  });

/** Starts one process and waits until it answers; it is stopped with the scope. `onLog` gets its stderr. */
export const startChild = (
  options: ChildOptions,
  onLog: (line: string) => void,
): Effect.Effect<Child, ChdbError, Scope.Scope> =>
  Effect.gen(function* () {
    const child = yield* Effect.acquireRelease(
      Effect.sync(() => spawnProcess(options)),
      (child) => terminate(child, options.stopTimeoutMs),
    );
    createInterface({ input: child.stderr }).on("line", onLog);
    const ready = yield* readyLine(child).pipe(
      Effect.timeoutOrElse({
        duration: options.startTimeoutMs,
        orElse: () =>
          new ChdbError({
            reason: "not-started",
            detail: `the chDB process was not ready within ${options.startTimeoutMs} ms`,
          }),
      }),
    );
    return { ...ready, ended: ended(child) };
  });
