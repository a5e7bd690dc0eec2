import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { requestRebuild } from "@rapport/projector/RebuildRequest";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, ManagedRuntime, Redacted } from "effect";
import { startChdb } from "../integration/support/chdb.ts";
import { collectGarbage } from "./collectGarbage.ts";
import { startMeasuredBroker } from "./kafkaBroker.ts";
import { type Arm, interleave, median, report } from "./measure.ts";
import { consumePlainly } from "./plainConsumer.ts";
import { cpuMsOf, ownCpuMs } from "./processCpu.ts";
import { projectRun } from "./projectionRuns.ts";
import { agencyMail, recordOfMail } from "./projectorEvents.ts";

/**
 * From a Kafka topic into the warehouse, one broker and one projector: events per second and CPU per event of this
 * process and the engine's. Against a plain kafkajs consumer that writes JSONEachRow (goal: at most half its CPU),
 * once with the contract's check of each record, as ours, and once without; of ours facts and the proof of them alone.
 * Then the whole projector, a rebuild, and the floor, the engine's own INSERT SELECT. `node tests/load/kafkaProject.ts [events, default 100000]`.
 */
const events = Number(process.argv[2] ?? 100_000);
const topic = topics.interactions.name;
const appendRecords = 256;

const broker = await startMeasuredBroker();
const chdb = await startChdb();
const runtime = ManagedRuntime.make(KafkaEventLog.layer({ brokers: broker.brokers, prefix: broker.prefix }));
const addressOf = (database: string) => ({ url: chdb.url, password: Redacted.make(chdb.password), database });
const clientOf = (database: string): ClickHouseClient =>
  createClient({
    url: chdb.url,
    password: chdb.password,
    database,
    // As our own inserts have them, so that only the way of the rows differs.
    clickhouse_settings: { async_insert: 0, max_partitions_per_insert_block: "0", optimize_on_insert: 0 },
  });

const fill = Effect.gen(function* () {
  const log = yield* EventLog;
  const records = agencyMail(events).map(recordOfMail);
  for (let from = 0; from < events; from += appendRecords)
    yield* log.append(topic, records.slice(from, from + appendRecords));
});

let runs = 0;
/** Runs `work` in a database of its own, measured; merges wait where they are no arm's work. */
const inDatabase = async <A>(
  merges: boolean,
  work: (database: string, client: ClickHouseClient) => Promise<A>,
) => {
  const database = `run_${runs++}`;
  await Effect.runPromise(migrate(addressOf(database)));
  const client = clientOf(database);
  if (!merges)
    for (const table of ["facts_interaction", "log_record"])
      await client.command({ query: `SYSTEM STOP MERGES ${table}` });
  try {
    return await work(database, client);
  } finally {
    await client.command({ query: `DROP DATABASE ${database} SYNC` });
    await client.close();
  }
};

interface Moment {
  readonly wallMs: number;
  readonly ownMs: number;
  readonly engineMs: number;
  readonly brokerMs: number;
}

const now = (): Moment => ({
  wallMs: performance.now(),
  ownMs: ownCpuMs(),
  engineMs: cpuMsOf(chdb.pid),
  brokerMs: broker.cpuMs(),
});
const begin = (): Moment => {
  collectGarbage();
  return now();
};
/** What was spent since. */
const since = (from: Moment): Moment => {
  const to = now();
  return {
    wallMs: to.wallMs - from.wallMs,
    ownMs: to.ownMs - from.ownMs,
    engineMs: to.engineMs - from.engineMs,
    brokerMs: to.brokerMs - from.brokerMs,
  };
};

/** What both arms must have written: every fact, and nothing else. Who wrote it, and how it was cut, may differ. */
const contents = async (client: ClickHouseClient): Promise<string> => {
  const answer = await client.query({
    query:
      "SELECT count() AS rows, sum(sipHash64(* EXCEPT (_ver, _batch, references, tone_milli, tone_error_milli), toString(references), ifNull(tone_milli, -9999), ifNull(tone_error_milli, -9999))) AS hash FROM facts_interaction",
    format: "JSONEachRow",
  });
  const [row] = await answer.json<{ rows: string; hash: string }>();
  if (Number(row?.rows) !== events) throw new Error(`${row?.rows} of ${events} facts were written`);
  return row!.hash;
};

/** Of the last run of an arm: where its CPU time went, and how large its inserts were. */
const shares = new Map<string, string>();
const noteShares = (name: string, inserts: number, { ownMs, engineMs, brokerMs }: Moment): void => {
  const perEvent = (ms: number) => ((ms * 1000) / events).toFixed(1);
  shares.set(
    name,
    `CPU µs an event: own ${perEvent(ownMs)}, chDB ${perEvent(engineMs)}, broker ${perEvent(brokerMs)}; ${Math.round(events / inserts)} records a batch`,
  );
};

const ours: Arm<string> = {
  name: "our projector, facts and their proof",
  run: () =>
    inDatabase(false, async (database, client) => {
      const run = { name: database, address: addressOf(database), count: events, what: "facts" } as const;
      const from = begin();
      const { batches } = await runtime.runPromise(projectRun(run));
      const cost = since(from);
      noteShares(ours.name, batches, cost);
      return { result: await contents(client), wallMs: cost.wallMs, cpuMs: cost.ownMs + cost.engineMs };
    }),
};

const plain = (name: string, checked: boolean): Arm<string> => ({
  name,
  run: () =>
    inDatabase(false, async (database, client) => {
      const from = begin();
      const inserts = await consumePlainly(broker.client, client, {
        topic: broker.prefix + topic,
        groupId: `${broker.prefix}plain.${database}`,
        table: "facts_interaction",
        count: events,
        checked,
      });
      const cost = since(from);
      noteShares(name, inserts, cost);
      return { result: await contents(client), wallMs: cost.wallMs, cpuMs: cost.ownMs + cost.engineMs };
    }),
});

const compare = async (theirs: Arm<string>) => {
  const measurement = await interleave({
    title: "from a Kafka topic to rows",
    units: { count: events, name: "events" },
    ours,
    theirs,
    budgetMs: 90_000,
    checkEqual: (a, b) => {
      if (a !== b) throw new Error("the two arms left different facts");
    },
  });
  const verdict = report(measurement, { metric: "cpu", atMost: 0.5 });
  for (const name of [ours.name, theirs.name]) console.log(`${name}: ${shares.get(name)}`);
  return verdict;
};

/** The whole projector from the first record, then a rebuild by it, then the engine copying its facts. */
const wholeRun = () =>
  inDatabase(true, async (database, client) => {
    const costs: Record<string, Moment> = {};
    let from = begin();
    const afterwards = Effect.gen(function* () {
      costs["project"] = since(from);
      from = begin();
      yield* requestRebuild(() => Effect.void);
      costs["rebuild"] = since(from);
    });
    const run = { name: database, address: addressOf(database), count: events, what: "everything" } as const;
    await runtime.runPromise(projectRun({ ...run, afterwards }));
    await client.command({ query: "CREATE TABLE copy AS facts_interaction" });
    from = begin();
    await client.command({
      query: "INSERT INTO copy SELECT * FROM facts_interaction",
      clickhouse_settings: { max_partitions_per_insert_block: "0", optimize_on_insert: 0 },
    });
    costs["INSERT SELECT of the facts, the floor"] = since(from);
    return costs;
  });

const whole = async () => {
  await wholeRun();
  const rounds: Array<Record<string, Moment>> = [];
  for (let round = 0; round < 3; round++) rounds.push(await wholeRun());
  const perEvent = (ms: number) => Number(((ms * 1000) / events).toFixed(2));
  const of = (name: string, metric: keyof Moment) => median(rounds.map((costs) => costs[name]![metric]));
  const table = Object.fromEntries(
    Object.keys(rounds[0]!).map((name) => [
      name,
      {
        "events/s": Math.round(events / (of(name, "wallMs") / 1000)),
        "own cpu µs": perEvent(of(name, "ownMs")),
        "chDB cpu µs": perEvent(of(name, "engineMs")),
        "broker cpu µs": perEvent(of(name, "brokerMs")),
      },
    ]),
  );
  console.log(`\nThe whole projector, CPU per event, medians of ${rounds.length} runs of ${events}`);
  console.table(table);
  console.log(JSON.stringify({ title: "kafka projector cost per event", events, table }));
};

try {
  await runtime.runPromise(fill);
  const verdicts = [
    await compare(plain("plain kafkajs, contract checked, JSONEachRow", true)),
    await compare(plain("plain kafkajs, nothing checked, JSONEachRow", false)),
  ];
  await whole();
  process.exitCode = verdicts.includes("missed") ? 1 : 0;
} finally {
  await runtime.dispose();
  await chdb.stop();
  await broker.stop();
}
