import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The demo as a newcomer sees it, from an empty folder to its table: wall time, CPU time, and the peak of resident
 * memory of the command and everything it started, sampled ten times a second (Linux: /proc). Goal: 60 s, warm.
 * `node tests/load/demo.ts [RUNS]`. The first run, which fills the compile cache, is shown and does not count.
 */
const goalSeconds = 60;
const mb = 1_000_000;
const command = fileURLToPath(new URL("../../services/cli/bin/rapport.mjs", import.meta.url));

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly rssMb: number;
}

const processes = (): ReadonlyArray<Process> =>
  readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
      return [{ pid: Number(name), parent: field("PPid"), rssMb: (field("VmRSS") * 1_024) / mb }];
    } catch {
      // It ended between the listing and the look.
      return [];
    }
  });

/** Resident memory of a process and all it started. Shared pages count once for each. */
const memoryOf = (root: number): number => {
  const all = processes();
  const family = new Set([root]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid)).reduce((sum, { rssMb }) => sum + rssMb, 0);
};

/** CPU time of all children that have ended, and of theirs: cutime and cstime of proc(5), in ticks of 10 ms. */
const childrenCpuSeconds = (): number => {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
};

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly clients: number;
}

const run = (): Promise<Run> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const cpuBefore = childrenCpuSeconds();
    const child = spawn(process.execPath, [command, "demo", "--once"], { stdio: ["ignore", "pipe", "pipe"] });
    let peakMb = 0;
    let out = "";
    let told = "";
    const sampler = setInterval(() => (peakMb = Math.max(peakMb, memoryOf(child.pid!))), 100);
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(sampler);
      if (code !== 0) return reject(new Error(`the demo ended with ${code}: ${told}`));
      // The table, less its header, up to the first empty line.
      const [, ...rows] = out.slice(0, out.indexOf("\n\n")).split("\n");
      if (rows.length < 2) return reject(new Error(`the demo showed no clients: ${out.slice(0, 500)}`));
      resolve({
        seconds: Number(((performance.now() - startedAt) / 1_000).toFixed(1)),
        cpuSeconds: Number((childrenCpuSeconds() - cpuBefore).toFixed(1)),
        peakMb: Math.round(peakMb),
        clients: rows.length,
      });
    });
  });

const runs = Number(process.argv[2] ?? 2);
const cold = await run();
const warm: Array<Run> = [];
for (let i = 0; i < runs; i++) warm.push(await run());
console.table({ "first run": cold, ...Object.fromEntries(warm.map((one, i) => [`warm ${i + 1}`, one])) });
const slowest = Math.max(...warm.map((one) => one.seconds));
const met = slowest <= goalSeconds;
console.log(`slowest warm run ${slowest} s, goal ${goalSeconds} s: ${met ? "met" : "missed"}`);
console.log(JSON.stringify({ cold, warm, goalSeconds, met }));
process.exitCode = met ? 0 : 1;
