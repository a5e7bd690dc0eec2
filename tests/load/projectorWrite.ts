import { type ClickHouseClient, createClient } from "@clickhouse/client";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { type ProjectionBatch, ProjectionStore } from "@rapport/projector/ProjectionStore";
import { factColumns, pushFact } from "@rapport/projector/rows/FactRows";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Layer, ManagedRuntime, Redacted } from "effect";
import { z } from "zod";
import { startChdb } from "../integration/support/chdb.ts";
import { collectGarbage } from "./collectGarbage.ts";
import { jsonRow } from "./jsonRow.ts";
import { type Arm, interleave, report } from "./measure.ts";
import { cpuMsOf, ownCpuMs } from "./processCpu.ts";
import { agencyMail, batchesOf, logRecords } from "./projectorEvents.ts";

/**
 * CPU per event of the projector's write path (events to columns to Native through `exec`) against
 * `client.insert` of the same rows as JSONEachRow: this process and the chDB process together, the tables
 * compared first. Then what a whole event costs: decoding, facts and log records, roll-up.
 * `node tests/load/projectorWrite.ts [events, default 50000]`; goal: at most half the CPU.
 */
const events = Number(process.argv[2] ?? 50_000);
const batchSize = 10_000;
const records = logRecords(agencyMail(events));
const batches = batchesOf(records, batchSize);

const chdb = await startChdb();
const options = { url: chdb.url, password: Redacted.make(chdb.password), database: "rapport" };
const runtime = ManagedRuntime.make(
  ClickHouseProjectionStore.layer().pipe(Layer.provideMerge(ClickHouseWarehouse.layer(options))),
);
const client: ClickHouseClient = createClient({
  url: chdb.url,
  password: chdb.password,
  database: "rapport",
  // As our own inserts have them, so that only the way of the rows differs.
  clickhouse_settings: { async_insert: 0, max_partitions_per_insert_block: "0", optimize_on_insert: 0 },
});

const contents = query({
  name: "contents",
  sql: "SELECT count() AS rows, sum(sipHash64(* EXCEPT (references, tone_milli, tone_error_milli), toString(references), ifNull(tone_milli, -9999), ifNull(tone_error_milli, -9999))) AS hash FROM facts_interaction",
  params: z.object({}),
  row: z.object({ rows: z.coerce.number(), hash: z.string() }),
});
const bothCpuMs = (): number => ownCpuMs() + cpuMsOf(chdb.pid);

/** The arm on an empty table; what it left there is its result. Merges wait, for they are no arm's work. */
const arm = (name: string, write: (batch: ProjectionBatch) => Promise<void>): Arm<string> => ({
  name,
  run: async () => {
    await client.command({ query: "TRUNCATE TABLE facts_interaction" });
    collectGarbage();
    const cpuBefore = bothCpuMs();
    const before = performance.now();
    for (const batch of batches) await write(batch);
    const wallMs = performance.now() - before;
    const cpuMs = bothCpuMs() - cpuBefore;
    const [held] = await runtime.runPromise(Effect.flatMap(WarehouseReader, (r) => r.query(contents, {})));
    if (held?.rows !== events) throw new Error(`${name} left ${held?.rows} of ${events} rows`);
    return { result: held.hash, wallMs, cpuMs };
  },
});

const emailsOf = (batch: ProjectionBatch) =>
  batch.records.flatMap(({ outcome, offset }) =>
    outcome.kind === "event" && "data" in outcome.event && "signals" in outcome.event.data
      ? [{ event: outcome.event as EmailEvent, contentHash: outcome.contentHash, offset }]
      : [],
  );

const columns = factColumns();
const writeNative = (batch: ProjectionBatch) =>
  runtime.runPromise(
    Effect.gen(function* () {
      const writer = yield* WarehouseWriter;
      for (const column of Object.values(columns)) column.clear();
      for (const { event, contentHash, offset } of emailsOf(batch))
        pushFact(columns, event, contentHash, { partition: 0, offset, lo: batch.lo });
      yield* writer.insertNative("facts_interaction", encodeNativeBlock(columns, 8 * 1024 * 1024));
    }),
  );

const writeJson = async (batch: ProjectionBatch) => {
  const values = emailsOf(batch).map((e) =>
    jsonRow(e.event, e.contentHash, { partition: 0, offset: e.offset, lo: batch.lo }),
  );
  await client.insert({ table: "facts_interaction", values, format: "JSONEachRow" });
};

/** Runs one step of the projector over all events and says what an event cost. */
const step = async (name: string, run: () => Promise<unknown>) => {
  const [own, theirs, wall] = [ownCpuMs(), cpuMsOf(chdb.pid), performance.now()];
  await run();
  const perEvent = (ms: number) => Number(((ms * 1000) / events).toFixed(2));
  return {
    step: name,
    "own cpu µs": perEvent(ownCpuMs() - own),
    "chDB cpu µs": perEvent(cpuMsOf(chdb.pid) - theirs),
    "wall µs": perEvent(performance.now() - wall),
  };
};

const wholeCost = async () => {
  await client.command({ query: "TRUNCATE TABLE facts_interaction" });
  const store = await runtime.runPromise(ProjectionStore);
  const each = (does: (batch: ProjectionBatch) => Effect.Effect<void, unknown>) => () =>
    runtime.runPromise(Effect.forEach(batches, does, { discard: true }));
  const steps = [
    await step("decode", async () => batchesOf(records, batchSize)),
    await step(
      "write facts and log records",
      each((batch) => store.write(batch)),
    ),
    await step(
      "roll up",
      each((batch) => store.rollUp(batch)),
    ),
    await step("refresh conversations", () => runtime.runPromise(store.refreshConversations)),
  ];
  console.log(`\nThe whole projector, per event, in batches of ${batchSize}`);
  console.table(Object.fromEntries(steps.map(({ step: name, ...cost }) => [name, cost])));
  console.log(JSON.stringify({ title: "projector cost per event", events, batchSize, steps }));
};

try {
  await Effect.runPromise(migrate(options));
  await client.command({ query: "SYSTEM STOP MERGES facts_interaction" });
  const measurement = await interleave({
    title: `write facts in batches of ${batchSize}`,
    units: { count: events, name: "events" },
    ours: arm("projector (Native)", writeNative),
    theirs: arm("client.insert JSONEachRow", writeJson),
    checkEqual: (ours, theirs) => {
      if (ours !== theirs) throw new Error("the two arms left different tables");
    },
  });
  const verdict = report(measurement, { metric: "cpu", atMost: 0.5 });
  await client.command({ query: "SYSTEM START MERGES facts_interaction" });
  await wholeCost();
  process.exitCode = verdict === "missed" ? 1 : 0;
} finally {
  await client.close();
  await runtime.dispose();
  await chdb.stop();
}
