import { Effect, Logger } from "effect";
import { type BugName, bugNames } from "./bugs.ts";
import { simulate } from "./simulate.ts";

/** `node tests/simulation/run.ts SEED [BUG…]` replays one seed and prints what happened. */
const [seed, ...bugs] = process.argv.slice(2);
const planted: ReadonlyArray<BugName> = bugNames.filter((name) => bugs.includes(name));
const startedAt = performance.now();
const result = await Effect.runPromise(
  simulate(Number(seed ?? 1), planted).pipe(Effect.provide(Logger.layer([]))),
);
for (const line of result.trace) console.log(line);
for (const line of result.findings) console.log(`FINDING ${line}`);
console.log(
  `seed ${seed ?? 1}: ${result.lives} lives, ${result.findings.length} findings, ${(performance.now() - startedAt).toFixed(0)} ms`,
);
process.exitCode = result.findings.length === 0 ? 0 : 1;
