import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@clickhouse/client";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type NewRecord } from "@rapport/event-log/EventLog";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, ManagedRuntime, Redacted } from "effect";
import { startChdb } from "../integration/support/chdb.ts";
import { Freshness } from "./Freshness.ts";
import { startMeasuredBroker } from "./kafkaBroker.ts";
import { median } from "./measure.ts";
import { cpuMsOf, ownCpuMs } from "./processCpu.ts";
import { mailOfAgency, recordOfMail } from "./projectorEvents.ts";
import { startService } from "./runningServices.ts";

/**
 * How long an acknowledged event takes to be visible: one broker, the projector and the reporting service in
 * processes of their own, all on this machine. First the highest rate that the projector sustains is looked for,
 * then half of it is held. Goal: p99 at most twice the flush interval, which is the time between two commits of a
 * partition: the projector has no timer, it takes what has come while it wrote what came before.
 * `node tests/load/kafkaFreshness.ts [seconds at half the rate, default 60] [highest rate, else it is looked for]`.
 *
 * Visible is what a request of the API would be answered from: `log_record`, written last of a batch's tables, is
 * asked for how far it holds; the time that counts is when the answer was here. That the API says the same, and how
 * long it takes to say it, is asked every few seconds.
 */
const seconds = Number(process.argv[2] ?? 60);
const knownRate = process.argv[3] === undefined ? null : Number(process.argv[3]);
const { name: topic, partitions } = topics.interactions;
const tickMs = 50;
const lookEveryMs = 50;
const searchSeconds = 12;
/** As much mail of the five years as is sent at most; what is left over is not made. */
const mail = mailOfAgency(1_000_000);

const broker = await startMeasuredBroker();
const chdb = await startChdb();
const address = { url: chdb.url, password: Redacted.make(chdb.password), database: "rapport" };
await Effect.runPromise(migrate(address));
const healthPort = 20_000 + (process.pid % 20_000);
const shared = {
  KAFKA_BROKERS: broker.brokers.join(","),
  KAFKA_PREFIX: broker.prefix,
  CLICKHOUSE_URL: chdb.url,
  CLICKHOUSE_PASSWORD: chdb.password,
};
const projector = await startService("projector", { ...shared, RAPPORT_HEALTH_PORT: String(healthPort) });
const reporting = await startService("reporting", { ...shared, RAPPORT_HTTP_PORT: String(healthPort + 1) });
const runtime = ManagedRuntime.make(KafkaEventLog.layer({ brokers: broker.brokers, prefix: broker.prefix }));
const client = createClient({ url: chdb.url, password: chdb.password, database: "rapport" });

/** How far each partition is visible, index = partition. */
const visibleEnds = async (): Promise<ReadonlyArray<number>> => {
  const answer = await client.query({
    query: `SELECT _p, max(_off) + 1 AS end FROM log_record WHERE topic = '${topic}' GROUP BY _p`,
    format: "JSONEachRow",
  });
  const ends = Array.from({ length: partitions }, () => 0);
  for (const { _p, end } of await answer.json<{ _p: number; end: string }>()) ends[_p] = Number(end);
  return ends;
};

/** Batches of the topic that were committed so far. */
const batchesCommitted = async (): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text();
  const line = text
    .split("\n")
    .find((one) => one.startsWith("rapport_projector_batches_total{") && one.includes(`"${topic}"`));
  return Number(line?.split(" ").at(-1) ?? 0);
};

/** What the API says, and how long it took. */
const askApi = async () => {
  const startedAt = performance.now();
  const answer = await fetch(`http://127.0.0.1:${healthPort + 1}/v1/freshness`);
  const { sources } = (await answer.json()) as { sources: ReadonlyArray<{ records: number }> };
  return {
    records: sources.reduce((sum, { records }) => sum + records, 0),
    elapsedMs: performance.now() - startedAt,
  };
};

/** Appends at a rate, a call a tick, by the clock and not by the answers; a call that waits holds up no other. */
const produce = async (rate: number, until: number, freshness: Freshness) => {
  const underWay = new Set<Promise<void>>();
  const startedAt = performance.now();
  let sent = 0;
  while (performance.now() < until) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * rate);
    const records: Array<NewRecord> = [];
    for (; sent < due; sent++) records.push(recordOfMail(mail.next().value!));
    if (records.length > 0) {
      const call: Promise<void> = runtime
        .runPromise(Effect.flatMap(EventLog, (log) => log.append(topic, records)))
        .then((receipt) => {
          const ackedAt = performance.now();
          for (const { partition, firstOffset, count } of receipt.partitions)
            freshness.acknowledged(partition, firstOffset, count, ackedAt);
        })
        .finally(() => underWay.delete(call));
      underWay.add(call);
    }
    await sleep(tickMs);
  }
  await Promise.all(underWay);
};

/** Looks how far is visible until the load is over and all of it is. Gives up on a backlog it cannot see the end of. */
const look = async (freshness: Freshness, loading: () => boolean, giveUpMs: number) => {
  const behind: Array<number> = [];
  let overAt = Number.POSITIVE_INFINITY;
  while (loading() || freshness.behind > 0) {
    if (!loading()) overAt = Math.min(overAt, performance.now());
    if (performance.now() - overAt > giveUpMs) break;
    const ends = await visibleEnds();
    const at = performance.now();
    for (const [partition, end] of ends.entries()) freshness.visible(partition, end, at);
    if (loading()) behind.push(freshness.behind);
    await sleep(lookEveryMs);
  }
  return behind;
};

interface Held {
  readonly rate: number;
  readonly ackedPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly flushMs: number;
  /** Records not visible yet, median of the second half of the time. */
  readonly behind: number;
  readonly apiMs: number;
  readonly cpu: Readonly<Record<string, number>>;
}

const cpuNow = () => ({
  producer: ownCpuMs(),
  projector: cpuMsOf(projector.pid),
  engine: cpuMsOf(chdb.pid),
  broker: broker.cpuMs(),
});

const hold = async (rate: number, forSeconds: number): Promise<Held> => {
  const freshness = new Freshness(partitions);
  const startedAt = performance.now();
  const until = startedAt + forSeconds * 1000;
  const loading = () => performance.now() < until;
  const [batchesBefore, cpuBefore] = [await batchesCommitted(), cpuNow()];
  const apiTimes: Array<number> = [];
  const ask = async () => {
    while (loading()) {
      await sleep(10_000);
      apiTimes.push((await askApi()).elapsedMs);
    }
  };
  // The first to fail ends the bench: said at once, before its servers go and the others fail for want of them.
  const [, behind] = await Promise.all([
    produce(rate, until, freshness),
    look(freshness, loading, 30_000),
    ask(),
  ]).catch((error: unknown) => {
    console.error(`at ${rate} events/s:`, error);
    throw error;
  });
  const batches = (await batchesCommitted()) - batchesBefore;
  const cpuAfter = cpuNow();
  const perEvent = (ms: number) => Number(((ms * 1000) / freshness.acked).toFixed(1));
  return {
    rate,
    ackedPerSecond: Math.round(freshness.acked / forSeconds),
    p50Ms: Math.round(freshness.percentile(0.5)),
    p95Ms: Math.round(freshness.percentile(0.95)),
    p99Ms: Math.round(freshness.percentile(0.99)),
    flushMs: Math.round((forSeconds * 1000 * partitions) / batches),
    behind: Math.round(median(behind.slice(behind.length >> 1))),
    apiMs: Math.round(median(apiTimes)),
    cpu: Object.fromEntries(
      Object.entries(cpuAfter).map(([name, ms]) => [
        `${name} cpu µs`,
        perEvent(ms - cpuBefore[name as keyof typeof cpuBefore]),
      ]),
    ),
  };
};

const sayHeld = ({ cpu, ...figures }: Held): void => console.log(JSON.stringify({ ...figures, ...cpu }));

/** Sustained: all was acknowledged in time, and no more waited than comes in two seconds. */
const isSustained = ({ rate, ackedPerSecond, behind }: Held): boolean =>
  ackedPerSecond >= 0.97 * rate && behind <= 2 * rate;

/** Doubles until it is too much, then halves the distance twice. */
const highestRate = async (): Promise<number> => {
  let sustained = 0;
  let tooMuch = Number.POSITIVE_INFINITY;
  let rate = 500;
  for (let tries = 0; tries < 8; tries++) {
    const held = await hold(rate, searchSeconds);
    sayHeld(held);
    if (isSustained(held)) sustained = rate;
    else tooMuch = rate;
    if (tooMuch / sustained < 1.2) break;
    rate = Math.round(tooMuch === Number.POSITIVE_INFINITY ? sustained * 2 : (sustained + tooMuch) / 2);
  }
  return sustained;
};

try {
  await hold(200, 5);
  const highest = knownRate ?? (await highestRate());
  console.log(`highest sustained rate: ${highest} events/s; held at half of it for ${seconds} s:`);
  const held = await hold(highest / 2, seconds);
  sayHeld(held);
  const { records } = await askApi();
  const shown = (await visibleEnds()).reduce((sum, end) => sum + end, 0);
  if (records !== shown) throw new Error(`the API counts ${records} records, the table holds ${shown}`);
  const met = held.p99Ms <= 2 * held.flushMs;
  console.log(
    `p99 ${held.p99Ms} ms, flush interval ${held.flushMs} ms, goal at most twice that: ${met ? "met" : "missed"}`,
  );
  console.log(JSON.stringify({ title: "freshness", highest, ...held, verdict: met ? "met" : "missed" }));
  process.exitCode = met ? 0 : 1;
} finally {
  await client.close();
  await runtime.dispose();
  await reporting.stop();
  await projector.stop();
  await chdb.stop();
  await broker.stop();
}
