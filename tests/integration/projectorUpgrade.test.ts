import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { allTopics, topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { audit } from "@rapport/projector/Audit";
import { catchUp } from "@rapport/projector/CatchUp";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { defaultOptions, projectorGroup } from "@rapport/projector/config";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { projectRecord } from "@rapport/projector/ProjectRecord";
import { runProjector } from "@rapport/projector/Projector";
import { requestRebuild } from "@rapport/projector/RebuildRequest";
import { sampleDirectory, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrationsFolder } from "@rapport/warehouse/migrations/files";
import { migrate } from "@rapport/warehouse/Migrations";
import { Deferred, Effect, Layer } from "effect";
import { afterAll, assert, beforeAll, describe, it } from "vitest";
import { asker } from "./support/ask.ts";
import { type Chdb, startChdb } from "./support/chdb.ts";
import { addressOf, appendEvents } from "./support/projectorWorld.ts";

/**
 * A data folder as the version before tickets, meetings and the books left it: a log that has never heard of
 * the topic `rapport.ledger`, a warehouse at migration 0003, everything projected and derived.
 */
const oldTopics = allTopics.filter(({ name }) => name !== topics.ledger.name);
const oldMigrations = 3;

let chdb: Chdb;
let root: string;
beforeAll(async () => {
  chdb = await startChdb();
  root = mkdtempSync(join(tmpdir(), "rapport-upgrade-"));
});
afterAll(async () => {
  await chdb.stop();
  rmSync(root, { recursive: true, force: true });
});

const quiet = () => Effect.void;
const projection = (database: string) =>
  ClickHouseProjectionStore.layer().pipe(Layer.provide(ClickHouseWarehouse.layer(addressOf(chdb, database))));
const mail = sampleMailbox(seededRandom(40), 40);
const people = [...sampleDirectory(), ...samplePeople()];

/** Writes and commits what the old version had a table for, and says that all of it is derived. */
const projectAsBefore = Effect.gen(function* () {
  const log = yield* EventLog;
  const store = yield* ProjectionStore;
  const done = yield* Deferred.make<void>();
  let left = mail.length + people.length;
  const consume = log.consume(
    { group: projectorGroup, topics: oldTopics.map(({ name }) => name), maxRecords: 100 },
    ({ topic, partition, records: raw, commit }) =>
      Effect.gen(function* () {
        const records = raw.map((record) => projectRecord(topic, partition, record, "before"));
        const [lo, hi] = [records[0]!.offset, records.at(-1)!.offset];
        const batch = { topic, partition, lo, hi, epoch: 1, attempt: 1, records };
        yield* store.write(batch);
        yield* store.rollUp(batch);
        yield* commit(hi + 1);
        left -= records.length;
        if (left === 0) yield* Deferred.succeed(done, undefined);
      }),
  );
  yield* Effect.raceFirst(consume, Deferred.await(done));
  const ends = yield* Effect.forEach(oldTopics, ({ name }) =>
    Effect.map(log.endOffsets(name), (offsets) => [name, offsets] as const),
  );
  yield* log.append(
    topics.directory.name,
    [],
    [{ name: "projector.refreshed", value: JSON.stringify(Object.fromEntries(ends)) }],
  );
});

const makeOldFolder = async (file: string, database: string): Promise<void> => {
  const folder = join(root, "migrations");
  mkdirSync(folder);
  for (const name of readdirSync(migrationsFolder).filter((n) => Number(n.slice(0, 4)) <= oldMigrations))
    copyFileSync(join(migrationsFolder, name), join(folder, name));
  await Effect.runPromise(migrate({ ...addressOf(chdb, database), folder }));
  const records = Effect.andThen(
    Effect.forEach(
      [
        [topics.interactions.name, mail],
        [topics.directory.name, people],
      ] as const,
      ([topic, events]) =>
        Effect.flatMap(EventLog, (log) =>
          log.append(
            topic,
            events.map((event) => ({ key: event.id, value: encodeEvent(event) })),
          ),
        ),
    ),
    projectAsBefore,
  );
  await Effect.runPromise(
    records.pipe(
      Effect.provide(Layer.merge(SqliteEventLog.layer({ file, topics: oldTopics }), projection(database))),
    ),
  );
};

/** What this version comes to when it goes on with a folder. */
const goOn = <A>(
  file: string,
  database: string,
  work: Effect.Effect<A, unknown, EventLog | ProjectionStore>,
) =>
  Effect.runPromise(
    Effect.gen(function* () {
      yield* migrate(addressOf(chdb, database));
      const options = { ...defaultOptions, maxRecords: 100, auditInBackground: false };
      const all = Layer.merge(SqliteEventLog.layer({ file }), projection(database));
      return yield* Effect.raceFirst(Effect.andThen(catchUp(quiet), work), runProjector(options)).pipe(
        Effect.provide(all),
      );
    }),
  );

const count = async (database: string, table: string): Promise<number> =>
  Number((await asker(chdb)(`SELECT count() FROM ${table} FINAL`, { database })).text);
const stateHash = Effect.flatMap(ProjectionStore, (store) => store.stateHash);

describe("a data folder of the version before", () => {
  it("opens, migrates, derives what that version could not, and goes on with every source", async () => {
    const file = join(root, "log", "log.sqlite");
    await makeOldFolder(file, "old");
    await goOn(file, "old", Effect.void);
    assert.deepStrictEqual(
      [await count("old", "facts_interaction"), await count("old", "facts_ticket")],
      [mail.length, 0],
    );
    // Nothing was appended since: the new tables of the directory come from the old events.
    const derived = await Promise.all(
      ["directory_member", "directory_calendar", "directory_contact", "conversation"].map(async (table) =>
        Number((await asker(chdb)(`SELECT count() FROM ${table}`, { database: "old" })).text),
      ),
    );
    for (const rows of derived) assert.isAbove(rows, 0);

    const sources = sampleSources(seededRandom(41), 14);
    const wentOn = await goOn(
      file,
      "old",
      Effect.andThen(appendEvents(sources), Effect.andThen(catchUp(quiet), stateHash)),
    );
    const all = Effect.andThen(appendEvents([...mail, ...people, ...sources]), catchUp(quiet));
    const fresh = await goOn(join(root, "fresh.sqlite"), "fresh", Effect.andThen(all, stateHash));
    assert.strictEqual(wentOn, fresh);
    const audited = await goOn(
      file,
      "old",
      Effect.andThen(requestRebuild(quiet), audit({ ...defaultOptions, gridSize: 10 })),
    );
    assert.strictEqual(audited.stateHash, fresh);
    assert.deepStrictEqual(audited.mismatches, []);
  }, 60_000);
});
