import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

/** True where strace can be run. */
export const haveStrace = (): boolean => spawnSync("strace", ["--version"]).status === 0;

/** The calls with which an engine makes a change durable, one after the other. */
export const sweptCalls = ["rename", "fsync", "fdatasync", "unlink", "ftruncate", "pwrite64"] as const;
export type SweptCall = (typeof sweptCalls)[number];

const pattern = (call: SweptCall) => (call === "rename" ? "/^rename(at2?)?$" : call);

const attach = async (pid: number, args: ReadonlyArray<string>) => {
  const tracer = spawn("strace", ["-f", "-p", String(pid), ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  tracer.stderr.on("data", (piece: Buffer) => (said += piece.toString()));
  while (!said.includes("attached")) {
    await Promise.race([once(tracer.stderr, "data"), once(tracer, "exit")]);
    if (tracer.exitCode !== null) throw new Error(`strace could not attach to ${pid}: ${said}`);
  }
  return { tracer, output: () => said };
};

/**
 * Counts a process's calls from now on; `count` detaches and tells how many the busiest thread made, because
 * strace counts by thread: killing at 1, 2, … up to that many kills at every one of them that comes first.
 */
export const countCalls = async (pid: number, call: SweptCall) => {
  const { tracer, output } = await attach(pid, ["-e", `trace=${pattern(call)}`]);
  return {
    count: async (): Promise<number> => {
      tracer.kill("SIGINT");
      if (tracer.exitCode === null) await once(tracer, "close");
      const name = call === "rename" ? "rename(?:at2?)?" : call;
      const made = output().matchAll(new RegExp(`^(?:\\[pid +(\\d+)\\] )?${name}\\(`, "gm"));
      const byThread = new Map<string, number>();
      for (const [, thread = ""] of made) byThread.set(thread, (byThread.get(thread) ?? 0) + 1);
      return Math.max(0, ...byThread.values());
    },
  };
};

/** Kills the process by SIGKILL when one of its threads makes its `nth` such call from now on. */
export const killAtCall = (pid: number, call: SweptCall, nth: number) =>
  attach(pid, ["-e", `trace=${pattern(call)}`, "-e", `inject=${pattern(call)}:signal=SIGKILL:when=${nth}`]);
