import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A chDB process on a temporary folder, for one test file. Database `rapport` exists, user is `default`. */
export interface Chdb {
  readonly url: string;
  readonly pid: number;
  readonly password: string;
  readonly folder: string;
  readonly process: ChildProcess;
  /** SIGTERM, wait, and remove the folder. */
  stop(): Promise<void>;
}

const mainFile = createRequire(import.meta.url).resolve("@rapport/warehouse/chdb/main");

/** Starts the process on `folder` (which may hold data) and resolves when it answers. */
export const spawnChdb = async (folder: string, password: string): Promise<Omit<Chdb, "stop">> => {
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [mainFile, "--folder", folder, "--password-file", passwordFile, "--stop-with-stdin"],
    {
      stdio: ["pipe", "pipe", "inherit"],
      env: { UV_THREADPOOL_SIZE: "16", TZ: "UTC", PATH: "/usr/bin:/bin" },
    },
  );
  const ready = new Promise<{ url: string; pid: number }>((resolve, reject) => {
    child.stdout.once("data", (line: Buffer) => resolve(JSON.parse(line.toString())));
    child.once("exit", (code, signal) => reject(new Error(`chDB process ended: ${code ?? signal}`)));
  });
  return { ...(await ready), password, folder, process: child };
};

/** `beforeAll(async () => { chdb = await startChdb(); })`, `afterAll(() => chdb.stop())`. */
export const startChdb = async (): Promise<Chdb> => {
  const root = await mkdtemp(join(tmpdir(), "rapport-chdb-"));
  const running = await spawnChdb(join(root, "warehouse"), "integration");
  const stop = async () => {
    if (running.process.exitCode === null && running.process.signalCode === null) {
      const exited = once(running.process, "exit");
      running.process.kill("SIGTERM");
      await exited;
    }
    await rm(root, { recursive: true, force: true });
  };
  return { ...running, stop };
};
