import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { projectionTables } from "@rapport/projector/Tables";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { differingCopy, sampleSources } from "@rapport/testing/sampleSources";
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

const garbage = { key: "garbage", value: Buffer.from("{") };

/** Appends events to their topics, under their ids as keys; garbage goes amid what people and firms did. */
export const appendEvents = (events: ReadonlyArray<RapportEvent>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const byTopic = Map.groupBy(events, (event) => eventContracts.get(event.type)?.topic ?? "");
    for (const [topic, some] of byTopic) {
      const records = some.map((event) => ({ key: event.id, value: encodeEvent(event) }));
      const half = Math.floor(records.length / 2);
      const bad = topic === topics.interactions.name || topic === topics.ledger.name ? [garbage] : [];
      yield* log.append(topic, [...records.slice(0, half), ...bad, ...records.slice(half)]);
    }
  });

/** Every source in shuffled order, a tenth of it twice, copies that differ, garbage, a directory. */
const filling = (): ReadonlyArray<RapportEvent> => {
  const random = seededRandom(30);
  const sources = sampleSources(random, 5);
  const seen = [...sampleMailbox(random, 80), ...sources];
  const copies = [
    sampleEmail(3, { words: 777 }),
    sampleEmail(4, { occurredAt: 1_690_000_000_000 }),
    ...sources.slice(0, 12).map((event, i) => differingCopy(event, 10 + (i % 2) * 800)),
  ];
  return [
    ...random.shuffle([...seen, ...seen.filter(() => random.chance(0.1)), ...copies]),
    ...sampleDirectory(),
    ...samplePeople(),
  ];
};

/** A filled log and a chDB process to project it into, a copy of the log and a database at a time. */
export interface ProjectorWorld {
  /** A log file and an empty, migrated database of its own. */
  readonly fresh: () => Promise<{ readonly logFile: string; readonly database: string }>;
  readonly remove: () => Promise<void>;
}

export const makeProjectorWorld = async (chdb: Running): Promise<ProjectorWorld> => {
  const root = await mkdtemp(join(tmpdir(), "rapport-projector-"));
  const template = join(root, "template.sqlite");
  await Effect.runPromise(
    appendEvents(filling()).pipe(Effect.provide(SqliteEventLog.layer({ file: template }))),
  );
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
          yield* Effect.forEach(
            projectionTables,
            (table) => writer.command(`CREATE TABLE ${database}.${table} AS template.${table}`),
            { concurrency: "unbounded", discard: true },
          );
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
