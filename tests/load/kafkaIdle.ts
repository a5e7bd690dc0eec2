import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, Redacted } from "effect";
import { startChdb } from "../integration/support/chdb.ts";
import { startMeasuredBroker } from "./kafkaBroker.ts";
import { median } from "./measure.ts";
import { cpuMsOf } from "./processCpu.ts";
import { startService } from "./runningServices.ts";

/**
 * CPU of a consumer with nothing to do: ours, the stock one of kafkajs, and Node alone, each in a process of its own
 * and all in the same minute, ours twice as the control; and what the whole projector and its warehouse take then.
 * `node tests/load/kafkaIdle.ts [seconds, default 60]`; goal: at most a tenth of stock.
 */
const seconds = Number(process.argv[2] ?? 60);
const script = fileURLToPath(new URL("./idleConsumer.ts", import.meta.url));
const windows = 6;

const broker = await startMeasuredBroker();
const chdb = await startChdb();
await Effect.runPromise(
  migrate({ url: chdb.url, password: Redacted.make(chdb.password), database: "rapport" }),
);
const projector = await startService("projector", {
  KAFKA_BROKERS: broker.brokers.join(","),
  KAFKA_PREFIX: broker.prefix,
  CLICKHOUSE_URL: chdb.url,
  CLICKHOUSE_PASSWORD: chdb.password,
});
const children: Array<ChildProcess> = [];

const start = async (kind: string, group: string): Promise<number> => {
  const args = [script, kind, broker.brokers.join(","), broker.prefix, group];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await Promise.race([
    once(child.stdout!, "data"),
    once(child, "exit").then(() => Promise.reject(new Error(`${kind} ended before it was idle`))),
  ]);
  return child.pid!;
};

try {
  const arms = {
    "Node alone": await start("nothing", "none"),
    "stock kafkajs consumer": await start("stock", "stock"),
    "our consumer": await start("ours", "ours"),
    "our consumer (control)": await start("ours", "control"),
    "the projector": projector.pid,
    "its warehouse (chDB)": chdb.pid,
  };
  // What starting leaves to be done (compiling, collecting) is not idling.
  await sleep(10_000);
  const shares = new Map<string, Array<number>>(Object.keys(arms).map((name) => [name, []]));
  for (let window = 0; window < windows; window++) {
    const before = Object.values(arms).map(cpuMsOf);
    const startedAt = performance.now();
    await sleep((seconds * 1_000) / windows);
    const elapsedMs = performance.now() - startedAt;
    for (const [index, [name, pid]] of Object.entries(arms).entries())
      shares.get(name)!.push(((cpuMsOf(pid) - before[index]!) / elapsedMs) * 100);
  }
  const mean = (values: ReadonlyArray<number>) => values.reduce((a, b) => a + b, 0) / values.length;
  const figures = Object.fromEntries(
    [...shares].map(([name, values]) => [
      name,
      { "% of a core": Number(mean(values).toFixed(3)), median: Number(median(values).toFixed(3)) },
    ]),
  );
  console.log(`Idle for ${seconds} s`);
  console.table(figures);
  const share = (name: string) => figures[name]!["% of a core"];
  const ratio = share("our consumer") / share("stock kafkajs consumer");
  const control = share("our consumer (control)") / share("stock kafkajs consumer");
  // Clock ticks are 10 ms: shares this small are compared by where they lie, not to 5 %.
  const verdict =
    ratio <= 0.1 && control <= 0.1 ? "met" : ratio > 0.1 && control > 0.1 ? "missed" : "no verdict";
  console.log(
    `ours / stock ${ratio.toFixed(3)} (control ${control.toFixed(3)}), goal at most 0.1: ${verdict}`,
  );
  console.log(JSON.stringify({ title: "idle consumers", seconds, figures, ratio, control, verdict }));
  process.exitCode = verdict === "missed" ? 1 : 0;
} finally {
  for (const child of children) child.kill("SIGKILL");
  await projector.stop();
  await chdb.stop();
  await broker.stop();
}
