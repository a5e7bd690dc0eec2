import { createHash } from "node:crypto";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writevSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventLog, type NewRecord } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { Effect, ManagedRuntime } from "effect";
import { type Arm, interleave, report, type RunOutcome } from "./measure.ts";

/**
 * Appending to the embedded log against writing the same bytes to a plain file: 300-byte records by 500, one sync
 * to the disk for each 500. `node tests/load/eventLogAppend.ts [folder]`; the folder should lie on the disk that
 * the data folder will use.
 */
const recordBytes = 300;
const recordsPerAppend = 500;
const appends = 200;
const topic = { name: "load.append", partitions: 1 };

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), "rapport-append-"));

const recordsOf = (append: number): NewRecord[] =>
  Array.from({ length: recordsPerAppend }, (_, index) => {
    const value = Buffer.alloc(recordBytes, `${append}:${index}|`);
    return { key: "acme.example", value };
  });
const work = Array.from({ length: appends }, (_, append) => recordsOf(append));

const hashOf = (values: Iterable<Uint8Array>): string => {
  const hash = createHash("sha256");
  for (const value of values) hash.update(value);
  return hash.digest("hex");
};

/** Takes the time of the appending alone; reading back for the check of equality comes after. */
const measured = async (
  appendAll: () => Promise<void>,
  readBack: () => Promise<string>,
): Promise<RunOutcome<string>> => {
  const before = { cpu: process.cpuUsage(), at: performance.now() };
  await appendAll();
  const wallMs = performance.now() - before.at;
  const cpu = process.cpuUsage(before.cpu);
  return { wallMs, cpuMs: (cpu.user + cpu.system) / 1000, result: await readBack() };
};

// Both arms append to what is there, as a log does: nothing is created or preallocated inside the measured time.
const rawPath = join(folder, "raw");
const rawHandle = openSync(rawPath, "a");
const rawBytesPerRun = appends * recordsPerAppend * recordBytes;
const rawFile: Arm<string> = {
  name: "raw file, fdatasync",
  run: () =>
    measured(
      async () => {
        for (const records of work) {
          writevSync(
            rawHandle,
            records.map((record) => record.value),
          );
          fdatasyncSync(rawHandle);
        }
      },
      async () => hashOf([readFileSync(rawPath).subarray(-rawBytesPerRun)]),
    ),
};

const runtime = ManagedRuntime.make(
  SqliteEventLog.layer({ file: join(folder, "log.sqlite"), topics: [topic] }),
);

/** `underWay`: 1 waits for each append before the next; 2 encodes the next one while the last is being synced. */
const appendAll = (underWay: number) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    yield* Effect.forEach(work, (records) => log.append(topic.name, records), {
      concurrency: underWay,
      discard: true,
    });
  });

const readBack = Effect.gen(function* () {
  const log = yield* EventLog;
  const [end] = yield* log.endOffsets(topic.name);
  const values: Uint8Array[] = [];
  let offset = end! - appends * recordsPerAppend;
  while (offset < end!) {
    const records = yield* log.read(topic.name, 0, offset, 10_000);
    values.push(...records.map((record) => record.value));
    offset += records.length;
  }
  return hashOf(values);
});

const eventLog = (underWay: number): Arm<string> => ({
  name: "event log (SQLite)",
  run: () =>
    measured(
      () => runtime.runPromise(appendAll(underWay)),
      () => runtime.runPromise(readBack),
    ),
});

const measure = async (underWay: number) => {
  const measurement = await interleave({
    title: `append ${recordBytes}-byte records by ${recordsPerAppend}, each synced, ${underWay} under way`,
    units: { count: appends * recordsPerAppend, name: "records" },
    ours: eventLog(underWay),
    theirs: rawFile,
    budgetMs: 25_000,
    checkEqual: (ours, theirs) => {
      if (ours !== theirs) throw new Error("the log and the raw file hold different bytes");
    },
  });
  return report(measurement, { metric: "throughput", atLeast: 0.7 });
};

try {
  const verdicts = [await measure(1), await measure(2)];
  const [report] = await runtime.runPromise(SqliteEventLog.verify(join(folder, "log.sqlite")));
  // Appends that shared a commit are stored as one batch: this says how many syncs the log really made.
  console.log(`records per sync: ${(report!.records / report!.batches).toFixed(1)}`);
  process.exitCode = verdicts.includes("missed") ? 1 : 0;
} finally {
  closeSync(rawHandle);
  await runtime.dispose();
  rmSync(folder, { recursive: true, force: true });
}
