import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** How one life of a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote to stderr, its end. */
  readonly errors: string;
  /** The last line it wrote to stdout. */
  readonly lastLine: string;
  readonly lifeMs: number;
}

/** A process that is started again whenever it ends, as an orchestrator does, until it is let go. */
export interface Supervised {
  readonly name: string;
  readonly pid: () => number;
  /** All lines of all lives. */
  readonly lines: ReadonlyArray<string>;
  readonly endings: ReadonlyArray<Ending>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Writes a line to its standard input. */
  readonly say: (line: string) => void;
  /** Resolves with the first line from `from` on (default: now) for which the condition holds. */
  readonly until: (condition: (line: string) => boolean, from?: number) => Promise<string>;
  /** Waits until it runs (it may be between two lives), sends the signal, and resolves with how that life ended. */
  readonly end: (signal: NodeJS.Signals) => Promise<Ending>;
  /** It is not started again after its end. */
  readonly release: () => void;
  /** Lets it go and ends it. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Shared by all lives, which then start in half the time. */
const cache = fileURLToPath(new URL("../../../../node_modules/.cache/fault-runs", import.meta.url));

const restartAfterMs = 200;

/** Starts `file` with `options` as JSON. `env` is added to this process's own. */
export const supervise = (
  name: string,
  file: string,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
): Supervised => {
  const lines: string[] = [];
  const endings: Ending[] = [];
  const watchers = new Set<() => void>();
  const told = () => {
    for (const watcher of watchers) watcher();
  };
  let released = false;
  let restart: NodeJS.Timeout | undefined;
  let child: ChildProcess;
  const start = () => {
    const startedAt = performance.now();
    let errors = "";
    child = spawn(process.execPath, [file, ...args], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, NODE_COMPILE_CACHE: cache, ...env },
    });
    child.stdin?.on("error", () => undefined);
    child.stderr?.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      lines.push(line);
      told();
    });
    child.once("close", (code, signal) => {
      const lifeMs = performance.now() - startedAt;
      endings.push({ code, signal, errors, lastLine: lines.at(-1) ?? "", lifeMs });
      told();
      if (!released) restart = setTimeout(start, restartAfterMs);
    });
    told();
  };
  start();
  const when = (done: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watcher = () => {
        if (!done()) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
      watcher();
    });
  const ended = async () => {
    const lives = endings.length;
    await when(() => endings.length > lives);
    return endings[lives]!;
  };
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    name,
    pid: () => child.pid ?? 0,
    lines,
    endings,
    kill: (signal) => void child.kill(signal),
    say: (line) => void child.stdin?.write(`${line}\n`),
    until: async (condition, from = lines.length) => {
      let at = from;
      let found: string | undefined;
      await when(() => {
        while (found === undefined && at < lines.length) {
          const line = lines[at++]!;
          if (condition(line)) found = line;
        }
        return found !== undefined;
      });
      return found!;
    },
    end: async (signal) => {
      await when(() => !isOver());
      const over = ended();
      child.kill(signal);
      return over;
    },
    release: () => {
      released = true;
    },
    stop: async (signal = "SIGKILL") => {
      released = true;
      clearTimeout(restart);
      if (isOver()) return;
      const over = ended();
      child.kill("SIGCONT");
      child.kill(signal);
      await over;
    },
  };
};
