import { Cause, Duration, Effect, Exit, Layer, type LogLevel, Option, Runtime } from "effect";
import { Drain, makeDrain } from "./Drain.ts";
import { exitCodes } from "./ExitCodes.ts";
import { explainCause } from "./Failure.ts";
import { healthOfService } from "./Health.ts";
import { loggingLayer } from "./Logging.ts";
import { readSetting } from "./Setting.ts";
import { settings } from "./Settings.ts";
import { version } from "./Version.ts";

export interface MainOptions {
  /** The level when LOG_LEVEL is unset: services say what they do, single commands only what is wrong. */
  readonly logLevel: LogLevel.LogLevel;
}

const codeOfSignal = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const;

/**
 * Runs a program as the whole process. SIGINT interrupts it, so that it cleans up; SIGTERM lets it finish and commit
 * what is in hand first (see `Drain`), for RAPPORT_STOP_TIMEOUT at most; a second signal ends the process at once.
 * Failures are told on standard error in plain lines, with the
 * stack only when LOG_LEVEL is Debug or Trace. Ends with one of `exitCodes`.
 */
export const runMain = <A, E>(program: Effect.Effect<A, E>, options: MainOptions): void => {
  let signalCode: number | null = null;
  let drainMs = 0;
  const drain = makeDrain();
  const told = readSetting(settings.stopTimeout).pipe(
    Effect.tap((timeout) => Effect.sync(() => void (drainMs = Duration.toMillis(timeout)))),
    Effect.andThen(program),
    Effect.provideService(Drain, drain),
    Effect.provide(loggingLayer(options.logLevel)),
    Effect.tapCause((cause) => tell(cause)),
  );
  const run = Runtime.makeRunMain(({ fiber, teardown }) => {
    const stop = (signal: "SIGINT" | "SIGTERM") => {
      if (signalCode !== null) process.exit(signalCode);
      signalCode = codeOfSignal[signal];
      const interrupt = () => fiber.interruptUnsafe(fiber.id);
      if (signal === "SIGINT") return interrupt();
      void drain.stop(drainMs).then((undone) => {
        if (undone > 0) process.stderr.write(undoneText(undone, drainMs));
        interrupt();
      });
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    fiber.addObserver((exit) => teardown(exit, (code) => process.exit(code)));
  });
  run(told, {
    disableErrorReporting: true,
    teardown: (exit, onExit) => onExit(codeOfExit(exit, signalCode)),
  });
};

const undoneText = (undone: number, waitedMs: number): string =>
  `stopping without having finished ${undone} ${undone === 1 ? "piece" : "pieces"} of work within ${waitedMs / 1000} s; nothing is lost, whoever is next does it again\n`;

const codeOfExit = <A, E>(exit: Exit.Exit<A, E>, signalCode: number | null): number => {
  if (Exit.isSuccess(exit)) return exitCodes.ok;
  if (Cause.hasInterruptsOnly(exit.cause)) return signalCode ?? exitCodes.interrupted;
  return explainCause(exit.cause)?.exitCode ?? exitCodes.failure;
};

const wantsStacks: Effect.Effect<boolean> = readSetting(settings.logLevel).pipe(
  Effect.map((level) => Option.isSome(level) && (level.value === "Debug" || level.value === "Trace")),
  Effect.orElseSucceed(() => false),
);

const tell = (cause: Cause.Cause<unknown>): Effect.Effect<void> =>
  Effect.gen(function* () {
    const said = explainCause(cause);
    if (said === null) return;
    // Empty: it was said already, and only the exit code is left.
    const lines = [said.what, said.action ?? ""].filter((line) => line !== "");
    if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`);
    if (yield* wantsStacks) process.stderr.write(`${Cause.pretty(cause)}\n`);
  });

/**
 * Runs one service until it fails or is told to stop: says who starts, keeps `layer` up, says when it is
 * down again. Serves `/healthz` and `/metrics` when RAPPORT_HEALTH_PORT is set. The configuration each part
 * uses is logged by that part, without secrets.
 */
export const runService = <E>(name: string, layer: Layer.Layer<never, E>): void =>
  runMain(
    Effect.gen(function* () {
      yield* Effect.logInfo(`${name} starts`, { version, node: process.version, pid: process.pid });
      yield* healthOfService;
      return yield* Layer.launch(layer);
    }).pipe(
      Effect.scoped,
      Effect.ensuring(Effect.logInfo(`${name} stopped`)),
      Effect.annotateLogs({ service: name }),
    ),
    { logLevel: "Info" },
  );
