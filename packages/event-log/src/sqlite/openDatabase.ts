import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Topic } from "@rapport/contracts/Topics";
import { LogFailure, sqliteCode, sqliteCodeOf } from "./LogFailure.ts";
import { applicationId, schemaSql, schemaVersion } from "./schema.ts";

const busyTimeoutMs = 10_000;
const pageBytes = 16_384;

/** The WAL is copied into the database file when it has grown to 64 MiB: at 16 MiB an append takes an eighth longer. */
const walPages = 4096;

const pause = new Int32Array(new SharedArrayBuffer(4));

/** The open file with its topics by name. */
export interface LogDatabase {
  readonly db: DatabaseSync;
  readonly topics: ReadonlyMap<string, { readonly id: number; readonly partitions: number }>;
}

/** Runs `body` in one transaction that takes the write lock first; undone when it throws. */
export const inTransaction = <A>(db: DatabaseSync, body: () => A): A => {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = body();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
};

const numberOf = (db: DatabaseSync, pragma: string): number => {
  const row: Record<string, unknown> | undefined = db.prepare(`PRAGMA ${pragma}`).get();
  return Number(Object.values(row ?? {})[0]);
};

const prepareFolder = (file: string): void => {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    if (existsSync(file)) accessSync(file, constants.W_OK | constants.R_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LogFailure(
      `cannot write to the log's folder ${folder}: ${reason}. Make it writable, or choose another data folder`,
    );
  }
};

/** Switching to WAL does not wait for other connections as other statements do, so the waiting is ours. */
const useWal = (db: DatabaseSync): void => {
  const giveUpAt = performance.now() + busyTimeoutMs;
  while (true) {
    try {
      db.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (sqliteCodeOf(error) !== sqliteCode.busy || performance.now() > giveUpAt) throw error;
      Atomics.wait(pause, 0, 0, 20);
    }
  }
};

/** Whose file it is; `new` = an empty database. Throws `LogFailure` for anything but ours. */
export const checkKind = (db: DatabaseSync, file: string): "new" | "ours" => {
  const version = numberOf(db, "user_version");
  const kind = numberOf(db, "application_id");
  if (kind === applicationId) {
    if (version > schemaVersion) {
      throw new LogFailure(
        `${file} was made by a newer version of Rapport (layout ${version}; this version knows up to ${schemaVersion}). Use the newer version`,
      );
    }
    return "ours";
  }
  const tables = db.prepare("SELECT count(*) AS n FROM sqlite_schema").get() as { n: number };
  if (kind === 0 && version === 0 && tables.n === 0) return "new";
  throw new LogFailure(
    `${file} is an SQLite database, but not a Rapport event log. Choose another data folder`,
  );
};

const createSchema = (db: DatabaseSync, file: string): void =>
  inTransaction(db, () => {
    // Another process may have been faster.
    if (checkKind(db, file) === "ours") return;
    db.exec(schemaSql);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`);
  });

const registerTopics = (db: DatabaseSync, topics: ReadonlyArray<Topic>): LogDatabase["topics"] =>
  inTransaction(db, () => {
    const insert = db.prepare("INSERT INTO topic (name, partitions) VALUES (?, ?) ON CONFLICT DO NOTHING");
    for (const topic of topics) insert.run(topic.name, topic.partitions);
    const rows = db.prepare("SELECT id, name, partitions FROM topic").all() as Array<{
      id: number;
      name: string;
      partitions: number;
    }>;
    const known = new Map(rows.map((row) => [row.name, { id: row.id, partitions: row.partitions }]));
    for (const { name, partitions } of topics) {
      const stored = known.get(name)!.partitions;
      if (stored !== partitions) {
        throw new LogFailure(
          `topic ${name} has ${stored} partitions in the file, but ${partitions} in this version; the number is fixed for the life of a log`,
        );
      }
    }
    return new Map(topics.map((topic) => [topic.name, known.get(topic.name)!]));
  });

/** SQLite's own words are not for people: says what is wrong with the file and what to do. */
export const explainOpenError = (error: unknown, file: string): unknown => {
  const code = sqliteCodeOf(error);
  if (code === sqliteCode.notADatabase)
    return new LogFailure(
      `${file} is not a database (or is damaged at its start). Move it away, or choose another data folder`,
      false,
      error,
    );
  if (code === sqliteCode.cannotOpen || code === sqliteCode.readOnly)
    return new LogFailure(
      `${file} cannot be opened for writing. Check its owner and permissions`,
      false,
      error,
    );
  return error;
};

/**
 * Opens the log's database, creating folder, file and tables as needed: WAL, every commit synced to the disk.
 * Throws `LogFailure` with a text for people when the folder is not writable, the file is something else, it was
 * made by a newer version, or a topic's number of partitions differs.
 */
export const openDatabase = (file: string, topics: ReadonlyArray<Topic>): LogDatabase => {
  prepareFolder(file);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: busyTimeoutMs });
    // Takes effect only while the file is empty, and must come before WAL.
    db.exec(`PRAGMA page_size = ${pageBytes}`);
    const kind = checkKind(db, file);
    useWal(db);
    // fullfsync: on macOS a plain fsync leaves the data in the drive's cache; elsewhere it changes nothing.
    db.exec(
      `PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA wal_autocheckpoint = ${walPages}; PRAGMA journal_size_limit = ${walPages * pageBytes}`,
    );
    if (kind === "new") createSchema(db, file);
    return { db, topics: registerTopics(db, topics) };
  } catch (error) {
    db?.close();
    throw explainOpenError(error, file);
  }
};
