import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { projectionTables } from "@rapport/projector/Tables";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Redacted } from "effect";
import { type Child, startChild } from "../childProcess.ts";
import type { Running } from "./chdb.ts";

const childFile = fileURLToPath(new URL("projectorChild.ts", import.meta.url));

/** What a projector child says at its end. */
export interface ProjectedState {
  readonly stateHash: string;
  readonly mismatches: number;
  readonly records: number;
  readonly letters: ReadonlyArray<string>;
}

export const addressOf = (chdb: Running, database: string) => ({
  url: chdb.url,
  password: Redacted.make(chdb.password),
  database,
});

/** Mail in shuffled order, a tenth of it twice, copies that differ, garbage, a directory. */
const fill = Effect.gen(function* () {
  const log = yield* EventLog;
  const random = seededRandom(30);
  const mail = sampleMailbox(random, 200);
  const copies = [sampleEmail(3, { words: 777 }), sampleEmail(4, { occurredAt: 1_690_000_000_000 })];
  const all = random.shuffle([...mail, ...mail.filter(() => random.chance(0.1)), ...copies]);
  const records = all.map((event) => ({ key: event.id, value: encodeEvent(event) }));
  const garbage = { key: "garbage", value: Buffer.from("{") };
  yield* log.append(topics.interactions.name, [...records.slice(0, 100), garbage, ...records.slice(100)]);
  yield* log.append(
    topics.directory.name,
    sampleDirectory().map((event) => ({ key: "d", value: encodeEvent(event) })),
  );
});

/** A filled log and a chDB process to project it into, a copy of the log and a database at a time. */
export interface ProjectorWorld {
  /** A log file and an empty, migrated database of its own. */
  readonly fresh: () => Promise<{ readonly logFile: string; readonly database: string }>;
  readonly remove: () => Promise<void>;
}

export const makeProjectorWorld = async (chdb: Running): Promise<ProjectorWorld> => {
  const root = await mkdtemp(join(tmpdir(), "rapport-projector-"));
  const template = join(root, "template.sqlite");
  await Effect.runPromise(fill.pipe(Effect.provide(SqliteEventLog.layer({ file: template }))));
  await Effect.runPromise(migrate(addressOf(chdb, "template")));
  let made = 0;
  return {
    fresh: async () => {
      const database = `world_${made++}`;
      const logFile = join(root, `${database}.sqlite`);
      await copyFile(template, logFile);
      await Effect.runPromise(
        Effect.gen(function* () {
          const writer = yield* WarehouseWriter;
          yield* writer.command(`CREATE DATABASE ${database} ENGINE = Atomic`);
          for (const table of projectionTables)
            yield* writer.command(`CREATE TABLE ${database}.${table} AS template.${table}`);
        }).pipe(Effect.provide(ClickHouseWarehouse.writer(addressOf(chdb, "template")))),
      );
      return { logFile, database };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
};

export const startProjector = (
  chdb: Running,
  place: { readonly logFile: string; readonly database: string },
  what: "project" | "rebuild" = "project",
): Child =>
  startChild(process.execPath, [childFile, place.logFile, chdb.url, chdb.password, place.database, what]);

/** Waits for a child's end and reads what it said of the state. */
export const stateOf = async (child: Child): Promise<ProjectedState> => {
  const { lines } = await child.ended;
  const line = lines.find((said) => said.startsWith("state "));
  if (line === undefined) throw new Error(`the projector ended without a state: ${lines.join(" | ")}`);
  return JSON.parse(line.slice("state ".length)) as ProjectedState;
};
