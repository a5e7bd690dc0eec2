import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { Effect } from "effect";

const child = fileURLToPath(new URL("./ingestChild.ts", import.meta.url));

/** Shared by all runs, which then start in half the time; beside the one of the command. */
const cache = fileURLToPath(new URL("../../node_modules/.cache/ingest-runs", import.meta.url));

export type IngestSource = "email" | "tickets" | "meetings" | "ledger";

export interface ChildRun {
  readonly killed: boolean;
  readonly newRecords: number;
}

/** How a run is to end: by itself, at an append (see ingestChild.ts), or when it has told so many batches. */
export interface RunEnd {
  readonly when?: "before" | "after" | "planted";
  readonly nth?: number;
  readonly killAfter?: number;
}

/** Runs one ingest of a source into a log file in a process of its own. */
export const runIngest = (
  source: IngestSource,
  log: string,
  paths: ReadonlyArray<string>,
  { when, nth = 0, killAfter = Infinity }: RunEnd = {},
): Promise<ChildRun> =>
  new Promise((resolve, reject) => {
    const args = [child, source, log, when ?? "none", String(nth), ...paths];
    const running = spawn(process.execPath, args, { env: { ...process.env, NODE_COMPILE_CACHE: cache } });
    let out = "";
    let err = "";
    running.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    running.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.split("batch").length > killAfter) running.kill("SIGKILL");
    });
    running.on("error", reject);
    running.on("close", (code, signal) => {
      const done = /^done (.*)$/m.exec(out);
      if (signal !== "SIGKILL" && code !== 0) reject(new Error(`ingest ended with ${code}: ${err}`));
      else resolve({ killed: signal === "SIGKILL", newRecords: done ? JSON.parse(done[1]!).newRecords : 0 });
    });
  });

const ingestTopics = [topics.interactions, topics.ledger, topics.deadLetters];

/** One line for every record of the topics an ingest writes, sorted, copies included: topic, key, id, place. */
export const linesOfLog: Effect.Effect<ReadonlyArray<string>, EventLogError, EventLog> = Effect.gen(
  function* () {
    const events = yield* EventLog;
    const found: Array<string> = [];
    for (const { name, partitions } of ingestTopics)
      for (let partition = 0; partition < partitions; partition++)
        for (let offset = 0; ;) {
          const records = yield* events.read(name, partition, offset, 10_000);
          if (records.length === 0) break;
          offset += records.length;
          for (const record of records) {
            const { id, type, source } = JSON.parse(Buffer.from(record.value).toString());
            const place = source === undefined ? type : `${source.account}/${source.file}#${source.position}`;
            found.push(`${name} ${record.key} ${id} ${place}`);
          }
        }
    return found.toSorted();
  },
);

/** The lines of a log file. */
export const logLines = (log: string): Promise<ReadonlyArray<string>> =>
  Effect.runPromise(Effect.provide(linesOfLog, SqliteEventLog.layer({ file: log })));

/** Small and seeded (mulberry32): a failing run is repeated with RAPPORT_SEED. */
export const crashSeed = Number(process.env["RAPPORT_SEED"] ?? 20_240_108);
export const randomFrom = (start: number) => {
  let state = start;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
};
