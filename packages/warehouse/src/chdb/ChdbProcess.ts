import { rename, rm, writeFile } from "node:fs/promises";
import { Clock, Context, Deferred, Effect, Layer, Redacted, Ref } from "effect";
import { ChdbError, type Child, type ChildOptions, startChild } from "./childProcess.ts";
import { parseLogLine } from "./log.ts";
import { ensurePassword } from "./passwordFile.ts";
import { defaultRestartPolicy, recentDeaths, restartDelayMs, type RestartPolicy } from "./restartPolicy.ts";

export interface ChdbProcessOptions {
  /** Where the engine keeps its data; made when absent. One process per folder. */
  readonly folder: string;
  /** Made (random, mode 0600) when absent. */
  readonly passwordFile: string;
  /** Gets `{url, pid}` while the process is up, and is removed with the scope. */
  readonly addressFile?: string;
  /** 0, the default, takes a free one, and keeps it over restarts. */
  readonly port?: number;
  readonly restart?: RestartPolicy;
  readonly startTimeoutMs?: number;
  readonly stopTimeoutMs?: number;
}

export interface ChdbHealth {
  readonly state: "up" | "restarting" | "gave-up";
  /** Of the process that is up, or was last. */
  readonly pid: number;
  readonly restarts: number;
}

interface State {
  readonly health: ChdbHealth;
  readonly deathsMs: ReadonlyArray<number>;
}

/**
 * The embedded warehouse as a process of its own, supervised: started with this program's Node, started
 * again when it dies (after a growing pause, on the same port, so that clients come back by themselves),
 * and stopped with the scope. Whatever kills this program, the process ends as well.
 */
export class ChdbProcess extends Context.Service<
  ChdbProcess,
  {
    readonly url: string;
    readonly password: Redacted.Redacted<string>;
    /** How often the process has been started again. */
    readonly restarts: Effect.Effect<number>;
    readonly health: Effect.Effect<ChdbHealth>;
    /** Never succeeds; fails when the supervisor gives up. Race the program with it. */
    readonly failed: Effect.Effect<never, ChdbError>;
  }
>()("@rapport/warehouse/ChdbProcess") {
  /** Is built when the process answers; fails with `ChdbError` when it cannot be started. */
  static layer(options: ChdbProcessOptions): Layer.Layer<ChdbProcess, ChdbError> {
    return Layer.effect(ChdbProcess, make(options));
  }
}

const writeAddress = (file: string | undefined, child: Child): Effect.Effect<void, ChdbError> =>
  file === undefined
    ? Effect.void
    : Effect.tryPromise({
        try: async () => {
          const draft = `${file}.${child.pid}`;
          await writeFile(draft, `${JSON.stringify({ url: child.url, pid: child.pid })}\n`, { mode: 0o600 });
          await rename(draft, file);
        },
        catch: (cause) =>
          new ChdbError({
            reason: "not-started",
            detail: `address file ${file} cannot be written: ${String(cause)}`,
            cause,
          }),
      });

const removeAddress = (file: string | undefined): Effect.Effect<void> =>
  file === undefined ? Effect.void : Effect.ignore(Effect.tryPromise(() => rm(file, { force: true })));

const make = (options: ChdbProcessOptions) =>
  Effect.gen(function* () {
    const password = yield* Effect.tryPromise({
      try: () => ensurePassword(options.passwordFile),
      catch: (cause) =>
        new ChdbError({
          reason: "not-started",
          detail: cause instanceof Error ? cause.message : String(cause),
          cause,
        }),
    });
    const state = yield* Ref.make<State>({
      health: { state: "restarting", pid: 0, restarts: 0 },
      deathsMs: [],
    });
    const first = yield* Deferred.make<Child, ChdbError>();
    const gaveUp = yield* Deferred.make<never, ChdbError>();
    yield* supervise(options, state, first, gaveUp).pipe(Effect.forkScoped);
    const child = yield* Deferred.await(first);
    // Not sooner: a second copy that was refused must not take away the address of the first.
    yield* Effect.addFinalizer(() => removeAddress(options.addressFile));
    return ChdbProcess.of({
      url: child.url,
      password: Redacted.make(password),
      restarts: Ref.get(state).pipe(Effect.map(({ health }) => health.restarts)),
      health: Ref.get(state).pipe(Effect.map(({ health }) => health)),
      failed: Deferred.await(gaveUp),
    });
  });

/** One life after the other, until one cannot be followed by another. */
const supervise = (
  options: ChdbProcessOptions,
  state: Ref.Ref<State>,
  first: Deferred.Deferred<Child, ChdbError>,
  gaveUp: Deferred.Deferred<never, ChdbError>,
): Effect.Effect<void> =>
  Effect.gen(function* () {
    const policy = options.restart ?? defaultRestartPolicy;
    for (;;) {
      const ending = yield* Effect.result(Effect.scoped(life(options, state, first)));
      const detail =
        ending._tag === "Failure" ? ending.failure.detail : `the chDB process ended: ${ending.success}`;
      if (ending._tag === "Failure" && (yield* Deferred.fail(first, ending.failure))) return;
      const nowMs = yield* Clock.currentTimeMillis;
      const deathsMs = recentDeaths(policy, (yield* Ref.get(state)).deathsMs, nowMs);
      const delayMs = restartDelayMs(policy, deathsMs.length);
      const next = delayMs === undefined ? "gave-up" : "restarting";
      yield* Ref.update(state, ({ health }) => ({ health: { ...health, state: next }, deathsMs }) as const);
      if (delayMs === undefined) {
        const words = `${detail}; it died ${deathsMs.length} times within ${policy.windowMs / 1000} s, giving up`;
        yield* Effect.logError(words);
        yield* Deferred.fail(gaveUp, new ChdbError({ reason: "gave-up", detail: words }));
        return;
      }
      yield* Effect.logWarning(`${detail}; starting it again in ${delayMs} ms`);
      yield* Effect.sleep(delayMs);
    }
  });

const logAt = { info: Effect.logInfo, warning: Effect.logWarning, error: Effect.logError } as const;

/** Starts the process, makes it known, and waits until it ends; succeeds with how it ended. */
const life = (
  options: ChdbProcessOptions,
  state: Ref.Ref<State>,
  first: Deferred.Deferred<Child, ChdbError>,
) =>
  Effect.gen(function* () {
    const log = yield* Effect.context<never>().pipe(Effect.map(Effect.runForkWith));
    const onLog = (line: string) => {
      const { level, message } = parseLogLine(line);
      void log(logAt[level](message).pipe(Effect.annotateLogs({ component: "chdb" })));
    };
    const again = yield* Deferred.isDone(first);
    const port = again
      ? Number(new URL((yield* Effect.orDie(Deferred.await(first))).url).port)
      : (options.port ?? 0);
    const childOptions: ChildOptions = {
      folder: options.folder,
      passwordFile: options.passwordFile,
      port,
      startTimeoutMs: options.startTimeoutMs ?? 60_000,
      stopTimeoutMs: options.stopTimeoutMs ?? 10_000,
    };
    const child = yield* startChild(childOptions, onLog);
    yield* writeAddress(options.addressFile, child);
    yield* Ref.update(state, ({ health, deathsMs }) => ({
      health: { state: "up" as const, pid: child.pid, restarts: health.restarts + (again ? 1 : 0) },
      deathsMs,
    }));
    yield* Deferred.succeed(first, child);
    return yield* child.ended;
  });
