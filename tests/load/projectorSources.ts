import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { encodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import type { LogRecord } from "@rapport/event-log/EventLog";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { type ProjectionBatch, ProjectionStore } from "@rapport/projector/ProjectionStore";
import { projectRecord } from "@rapport/projector/ProjectRecord";
import { makeBatchEncoder } from "@rapport/projector/rows/BatchBlocks";
import { sampleLedger } from "@rapport/testing/sampleLedger";
import { sampleMeetings } from "@rapport/testing/sampleMeetings";
import { sampleTickets } from "@rapport/testing/sampleTickets";
import { seededRandom } from "@rapport/testing/seededRandom";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, Layer, ManagedRuntime, Redacted } from "effect";
import { startChdb } from "../integration/support/chdb.ts";
import { cpuMsOf, ownCpuMs } from "./processCpu.ts";
import { agencyMail } from "./projectorEvents.ts";

/**
 * CPU per event of each source in the projector, mail as the measure of the others: reading the record, making
 * the rows, and writing them, in this process and in chDB.
 * `node tests/load/projectorSources.ts [events of each, default 50000]`.
 */
const count = Number(process.argv[2] ?? 50_000);
const batchSize = 10_000;
const rounds = 3;

const sources: Readonly<Record<string, ReadonlyArray<RapportEvent>>> = {
  mail: agencyMail(count),
  tickets: sampleTickets(seededRandom(1), count).slice(0, count),
  meetings: sampleMeetings(seededRandom(1), count).slice(0, count),
  books: sampleLedger(seededRandom(1), count).slice(0, count),
};

setFlagsFromString("--expose-gc");
/** So that no source pays for the other's garbage. */
const collectGarbage: () => void = runInNewContext("gc");

const topicOf = (events: ReadonlyArray<RapportEvent>): string =>
  eventContracts.get(events[0]?.type ?? "")?.topic ?? "";
const logRecords = (events: ReadonlyArray<RapportEvent>): ReadonlyArray<LogRecord> =>
  events.map((event, offset) => ({ offset, key: "k", appendedAt: 0, value: encodeEvent(event) }));

/** The records of one partition, in batches. */
const batchesOf = (topic: string, records: ReadonlyArray<LogRecord>, epoch: number) =>
  Array.from({ length: Math.ceil(records.length / batchSize) }, (_, i): ProjectionBatch => {
    const lo = i * batchSize;
    const part = records.slice(lo, lo + batchSize);
    const projected = part.map((record) => projectRecord(topic, 0, record, "load"));
    return { topic, partition: 0, lo, hi: lo + part.length - 1, epoch, attempt: 1, records: projected };
  });

const chdb = await startChdb();
const options = { url: chdb.url, password: Redacted.make(chdb.password), database: "rapport" };
const runtime = ManagedRuntime.make(
  ClickHouseProjectionStore.layer().pipe(Layer.provideMerge(ClickHouseWarehouse.layer(options))),
);

const perEvent = (ms: number): number => Number(((ms * 1000) / count).toFixed(2));
const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1]!;

const measure = async (events: ReadonlyArray<RapportEvent>, epoch: number) => {
  const store = await runtime.runPromise(ProjectionStore);
  const encode = makeBatchEncoder();
  const records = logRecords(events);
  collectGarbage();
  const start = ownCpuMs();
  const batches = batchesOf(topicOf(events), records, epoch);
  const decodeMs = ownCpuMs() - start;
  for (const batch of batches) encode(batch);
  collectGarbage();
  const decoded = ownCpuMs();
  for (const batch of batches) encode(batch);
  const encoded = ownCpuMs();
  collectGarbage();
  const written = ownCpuMs();
  const theirs = cpuMsOf(chdb.pid);
  await runtime.runPromise(Effect.forEach(batches, (batch) => store.write(batch), { discard: true }));
  return {
    decodeUs: perEvent(decodeMs),
    rowsUs: perEvent(encoded - decoded),
    writeOwnUs: perEvent(ownCpuMs() - written),
    writeChdbUs: perEvent(cpuMsOf(chdb.pid) - theirs),
  };
};

try {
  await Effect.runPromise(migrate(options));
  const seen = new Map<string, Array<Awaited<ReturnType<typeof measure>>>>();
  for (let round = 0; round < rounds; round++)
    for (const [name, events] of Object.entries(sources))
      seen.set(name, [...(seen.get(name) ?? []), await measure(events, round + 1)]);
  const table = Object.fromEntries(
    [...seen].map(([name, runs]) => [
      name,
      {
        decodeUs: median(runs.map((run) => run.decodeUs)),
        rowsUs: median(runs.map((run) => run.rowsUs)),
        writeOwnUs: median(runs.map((run) => run.writeOwnUs)),
        writeChdbUs: median(runs.map((run) => run.writeChdbUs)),
      },
    ]),
  );
  console.log(
    `CPU µs per event, ${count} of each source in batches of ${batchSize}, medians of ${rounds} rounds`,
  );
  console.table(table);
  console.log(JSON.stringify({ title: "projector cost per event by source", count, batchSize, table }));
} finally {
  await runtime.dispose();
  await chdb.stop();
}
