import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Spawned, spawnProcess } from "@rapport/warehouse/chdb/childProcess";

/** A chDB process without a supervisor. Database `rapport` exists, the user is `default`. */
export interface Running {
  readonly url: string;
  readonly pid: number;
  readonly password: string;
  readonly folder: string;
  readonly process: Spawned;
  /** What it wrote to stderr so far. */
  readonly log: () => string;
}

export interface Chdb extends Running {
  /** SIGTERM, wait, and remove the folder. */
  stop(): Promise<void>;
}

/** Starts the process on `folder` (which may hold data) and resolves when it answers. */
export const spawnChdb = async (
  folder: string,
  password = "integration",
  port = 0,
  configFile?: string,
): Promise<Running> => {
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  const child = spawnProcess({
    folder,
    passwordFile,
    port,
    ...(configFile === undefined ? {} : { configFile }),
  });
  let log = "";
  child.stderr.on("data", (piece: Buffer) => (log += piece.toString()));
  const line = await Promise.race([
    once(child.stdout, "data").then(([piece]) => String(piece)),
    once(child, "exit").then(([code, signal]) => `{"error":"ended: ${code ?? signal}"}`),
  ]);
  const said: { url: string; pid: number; error?: string } = JSON.parse(line);
  if (said.error !== undefined) throw new Error(`${said.error}\n${log}`);
  return { url: said.url, pid: said.pid, password, folder, process: child, log: () => log };
};

/** Resolves when the process has ended, with its exit code or signal. */
export const exited = async (child: Spawned): Promise<number | string | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.signalCode ?? child.exitCode;
};

/** `beforeAll(async () => { chdb = await startChdb(); })`, `afterAll(() => chdb.stop())`. */
export const startChdb = async (): Promise<Chdb> => {
  const root = await mkdtemp(join(tmpdir(), "rapport-chdb-"));
  const running = await spawnChdb(join(root, "warehouse"));
  const stop = async () => {
    running.process.kill("SIGTERM");
    await exited(running.process);
    await rm(root, { recursive: true, force: true });
  };
  return { ...running, stop };
};
