import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openSession } from "../../browser/support/openSession.ts";

export const repository = fileURLToPath(new URL("../../..", import.meta.url));
export const bin = join(repository, "services/cli/bin/rapport.mjs");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Leaves standard input open after `stdin`, so that a command that reads it cannot come to its end. */
  readonly stdinOpen?: boolean;
  /** Arguments of Node itself. */
  readonly nodeArgs?: ReadonlyArray<string>;
}

/** The environment a user has: nothing of ours is set unless the test says so. */
const environment = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(RAPPORT_|CLICKHOUSE_|KAFKA_|LOG_|INIT_CWD|NODE_OPTIONS|VITEST|NODE_ENV)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...extra };
};

/** A `rapport` process that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly output: () => { readonly stdout: string; readonly stderr: string };
  /** Resolves with the match once standard output holds it; rejects when the process ends before. */
  readonly prints: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
}

const started: Array<Running> = [];
const folders: Array<string> = [];

export const start = (args: ReadonlyArray<string>, options: RunOptions = {}): Running => {
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), bin, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: environment(options.env),
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A process that ends before it has read everything breaks the pipe, and that is no failure here.
  child.stdin.on("error", () => undefined);
  child.stdin.write(options.stdin ?? "");
  if (options.stdinOpen !== true) child.stdin.end();
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    stdout,
    stderr,
  }));
  const prints = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(stdout);
        if (match !== null) resolve(match);
      };
      child.stdout.on("data", look);
      void ended.then(() => reject(new Error(`ended without ${String(pattern)}:\n${stdout}\n${stderr}`)));
      look();
    });
  const running = { child, pid: child.pid!, output: () => ({ stdout, stderr }), prints, ended };
  started.push(running);
  return running;
};

/** Runs one command to its end. */
export const rapport = (args: ReadonlyArray<string>, options: RunOptions = {}): Promise<Ended> =>
  start(args, options).ended;

/** Runs one command that must succeed; the failure shows what it said. */
export const succeed = async (args: ReadonlyArray<string>, options: RunOptions = {}): Promise<Ended> => {
  const done = await rapport(args, options);
  if (done.code !== 0) {
    throw new Error(`rapport ${args.join(" ")} ended with ${done.code}:\n${done.stdout}\n${done.stderr}`);
  }
  return done;
};

/** The JSON of a command: standard output must hold nothing else. */
export const json = async <A>(args: ReadonlyArray<string>, options: RunOptions = {}): Promise<A> =>
  JSON.parse((await succeed([...args, "--format", "json"], options)).stdout) as A;

/** Asks a server as whoever opened its link: takes the address of a page or of the API. */
export type AskServer = (path: string) => Promise<Response>;

/** Opens the link that a server prints, and asks as its owner from then on. */
export const openPrinted = async (running: Running): Promise<AskServer> => {
  const [, link] = await running.prints(/Open {2}(\S+)\n/);
  const cookie = await openSession(link!);
  return (path) => fetch(new URL(path, link), { headers: { cookie } });
};

/** `rapport up` on a folder, once it says that it is up. */
export const startUp = async (
  folder: string,
  options: RunOptions = {},
): Promise<Running & { readonly url: string; readonly ask: AskServer }> => {
  const running = start(["up", "--data", folder, "--port", "0"], options);
  const [, url] = await running.prints(/Page {2}(\S+)\/\n/);
  return { ...running, url: url!, ask: await openPrinted(running) };
};

export const stop = async (running: Running, signal: NodeJS.Signals = "SIGINT"): Promise<Ended> => {
  running.child.kill(signal);
  return running.ended;
};

/** A folder of its own for each call; all are removed by `cleanUp`. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-e2e-"));
  folders.push(folder);
  return folder;
};
/** Ends what a failed test left running, and removes its folders. */
export const cleanUp = async (): Promise<void> => {
  for (const running of started.splice(0)) {
    running.child.kill("SIGKILL");
    await running.ended;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};

/** Asks again and again until `look` gives something, for as long as the test may take. */
export const until = async <A>(look: () => Promise<A | undefined> | A | undefined): Promise<A> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
