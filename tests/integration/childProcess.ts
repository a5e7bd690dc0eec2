import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

/** A child that says what it does line by line. */
export interface Child {
  readonly process: ChildProcess;
  readonly lines: ReadonlyArray<string>;
  /** Resolves with the line when the condition holds for the n-th line; rejects when the child ends before. */
  readonly until: (condition: (line: string, index: number) => boolean) => Promise<string>;
  /** All lines, after the child ended by itself or by a signal. */
  readonly ended: Promise<{
    readonly lines: ReadonlyArray<string>;
    readonly signal: NodeJS.Signals | null;
    readonly code: number | null;
  }>;
}

export const startChild = (command: string, args: ReadonlyArray<string>): Child => {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  let errors = "";
  const watchers = new Set<() => void>();
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.push(line);
    for (const watcher of watchers) watcher();
  });
  const closed = new Promise<void>((resolve) => reader.once("close", () => resolve()));
  const exited = new Promise<{ signal: NodeJS.Signals | null; code: number | null }>((resolve) =>
    child.once("exit", (code, signal) => resolve({ code, signal })),
  );
  return {
    process: child,
    lines,
    ended: Promise.all([exited, closed]).then(([exit]) => {
      if (exit.code !== 0 && exit.code !== null)
        throw new Error(`the child failed with ${exit.code}: ${errors}`);
      return { ...exit, lines };
    }),
    until: (condition) =>
      new Promise((resolve, reject) => {
        let checked = 0;
        const watcher = () => {
          for (; checked < lines.length; checked++) {
            if (!condition(lines[checked]!, checked)) continue;
            watchers.delete(watcher);
            resolve(lines[checked]!);
            return;
          }
        };
        watchers.add(watcher);
        void closed.then(() =>
          reject(new Error(`the child ended before it said so: ${lines.at(-1)} ${errors}`)),
        );
        watcher();
      }),
  };
};

/** Whether `strace` can be run here. */
export const hasStrace = (): boolean => spawnSync("strace", ["-V"]).status === 0;

/** Arguments that run a command with every `syscall` traced into `traceFile`. */
export const straceArgs = (syscall: string, traceFile: string) => [
  "-f",
  "-qq",
  "-o",
  traceFile,
  "-e",
  `trace=${syscall}`,
];

/** As above, and the K-th call of any thread kills the whole process. */
export const killAt = (syscall: string, k: number) => [
  ...straceArgs(syscall, "/dev/null"),
  "-e",
  `inject=${syscall}:signal=SIGKILL:when=${k}`,
];
