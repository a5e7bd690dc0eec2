import { createHash } from "node:crypto";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writevSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventLog, type NewRecord } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { Effect } from "effect";
import { type Arm, interleave, report } from "./measure.ts";

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
let runs = 0;

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

const rawFile: Arm<string> = {
  name: "raw file, fdatasync",
  run: async () => {
    const file = join(folder, `raw-${runs++}`);
    const before = { cpu: process.cpuUsage(), at: performance.now() };
    const handle = openSync(file, "w");
    for (const records of work) {
      writevSync(
        handle,
        records.map((record) => record.value),
      );
      fdatasyncSync(handle);
    }
    const wallMs = performance.now() - before.at;
    const cpu = process.cpuUsage(before.cpu);
    closeSync(handle);
    const result = hashOf([readFileSync(file)]);
    rmSync(file);
    return { result, wallMs, cpuMs: (cpu.user + cpu.system) / 1000 };
  },
};

const appendAll = Effect.gen(function* () {
  const log = yield* EventLog;
  // The first append waits for the thread to start; that belongs to opening, not to appending.
  yield* log.endOffsets(topic.name);
  const before = { cpu: process.cpuUsage(), at: performance.now() };
  for (const records of work) yield* log.append(topic.name, records);
  const wallMs = performance.now() - before.at;
  const cpu = process.cpuUsage(before.cpu);
  const values: Uint8Array[] = [];
  const end = (yield* log.endOffsets(topic.name))[0]!;
  while (values.length < end) {
    for (const record of yield* log.read(topic.name, 0, values.length, 10_000)) values.push(record.value);
  }
  return { result: hashOf(values), wallMs, cpuMs: (cpu.user + cpu.system) / 1000 };
});

const eventLog: Arm<string> = {
  name: "event log (SQLite)",
  run: async () => {
    const home = join(folder, `log-${runs++}`);
    const layer = SqliteEventLog.layer({ file: join(home, "log.sqlite"), topics: [topic] });
    const outcome = await Effect.runPromise(Effect.provide(appendAll, layer));
    rmSync(home, { recursive: true });
    return outcome;
  },
};

try {
  const measurement = await interleave({
    title: `append ${recordBytes}-byte records by ${recordsPerAppend}, each append synced`,
    units: { count: appends * recordsPerAppend, name: "records" },
    ours: eventLog,
    theirs: rawFile,
    checkEqual: (ours, theirs) => {
      if (ours !== theirs) throw new Error("the log and the raw file hold different bytes");
    },
  });
  const verdict = report(measurement, { metric: "throughput", atLeast: 0.7 });
  process.exitCode = verdict === "missed" ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
