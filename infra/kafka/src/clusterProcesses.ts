import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { nodeFolder, readCluster } from "./storage.ts";

/** A node of the cluster in a folder, and its process if it runs. */
export interface NodeProcess {
  readonly id: number;
  /** Where clients reach it, on 127.0.0.1. */
  readonly port: number;
  readonly internalPort: number;
  readonly pid: number | undefined;
}

/** Linux says it in a file; other systems have `ps`. Empty when there is no such process. */
const commandLineOf = async (pid: number): Promise<string> => {
  const own = await readFile(`/proc/${process.pid}/cmdline`).catch(() => undefined);
  if (own !== undefined) return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return new Promise((resolve) => {
    execFile("ps", ["-o", "args=", "-p", String(pid)], (_, stdout) => resolve(stdout));
  });
};

/** A process number may have been given to another program since: only one that reads our settings is ours. */
const runningPid = async (folder: string, id: number): Promise<number | undefined> => {
  const own = nodeFolder(folder, id);
  const pid = Number(await readFile(join(own, "kafka.pid"), "utf8").catch(() => ""));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return (await commandLineOf(pid)).includes(join(own, "server.properties")) ? pid : undefined;
};

/** Every node of the cluster in a folder; none when there is no cluster. */
export const clusterProcesses = async (folder: string): Promise<ReadonlyArray<NodeProcess>> => {
  const cluster = await readCluster(folder);
  return Promise.all(
    (cluster?.nodes ?? []).map(async ({ id, client, internal }) => ({
      id,
      port: client,
      internalPort: internal,
      pid: await runningPid(folder, id),
    })),
  );
};

/** Ends every running node of a folder in good order, by SIGTERM; after 30 s by SIGKILL. How many there were. */
export const stopCluster = async (folder: string): Promise<number> => {
  const running = async (): Promise<ReadonlyArray<number>> =>
    (await clusterProcesses(folder)).flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  const found = await running();
  for (const pid of found) process.kill(pid, "SIGTERM");
  const forceAt = performance.now() + 30_000;
  for (let left = found; left.length > 0; left = await running()) {
    if (performance.now() > forceAt) for (const pid of left) process.kill(pid, "SIGKILL");
    await sleep(100);
  }
  return found.length;
};
