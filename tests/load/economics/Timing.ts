import type { Effect, ManagedRuntime } from "effect";
import { cpuMsOf } from "../processCpu.ts";

/** Wall time of answers, and the engine's CPU time of the middle one; ms. */
export interface Timing {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly cpuMs: number;
}

const at = (sorted: ReadonlyArray<number>, q: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN);

/** Asks `runs` times, after once for the caches. `pid`: the engine's process. */
export const timed = async <R>(
  runtime: ManagedRuntime.ManagedRuntime<R, unknown>,
  pid: number,
  runs: number,
  ask: Effect.Effect<unknown, unknown, R>,
): Promise<Timing> => {
  const walls: Array<number> = [];
  const cpus: Array<number> = [];
  for (let i = 0; i <= runs; i++) {
    const cpu = cpuMsOf(pid);
    const start = performance.now();
    await runtime.runPromise(ask);
    if (i === 0 && runs > 1) continue;
    walls.push(performance.now() - start);
    cpus.push(cpuMsOf(pid) - cpu);
  }
  const sorted = walls.toSorted((a, b) => a - b);
  return {
    p50Ms: at(sorted, 0.5),
    p95Ms: at(sorted, 0.95),
    cpuMs: at(
      cpus.toSorted((a, b) => a - b),
      0.5,
    ),
  };
};
