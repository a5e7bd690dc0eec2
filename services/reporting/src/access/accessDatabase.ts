import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { openSqliteDatabase, type SqliteDatabase } from "@rapport/event-log/sqlite/SqliteDatabase";

const busyTimeoutMs = 5_000;
/** `Racc`: marks the file as this one. */
const applicationId = 0x52616363;
const schemaVersion = 1;

const schema = `
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  role TEXT NOT NULL,
  money INTEGER NOT NULL,
  hash TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  seen_ms INTEGER
) STRICT;
CREATE TABLE token (
  hash BLOB PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  role TEXT NOT NULL,
  money INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  ends_ms INTEGER,
  seen_ms INTEGER
) STRICT;
CREATE TABLE session (
  hash BLOB PRIMARY KEY,
  account INTEGER REFERENCES account (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  money INTEGER NOT NULL,
  kind TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL,
  ends_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE link (
  hash BLOB PRIMARY KEY,
  ends_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE look (
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  client TEXT NOT NULL,
  address TEXT NOT NULL,
  times INTEGER NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  PRIMARY KEY (day, name, kind, client, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_latest ON look (last_ms DESC);
CREATE INDEX look_client ON look (client, last_ms DESC);
`;

/** The file of accounts is not one, or cannot be used; a text for people. */
export class AccessFileError extends Error {
  override readonly name = "AccessFileError";
}

const numberOf = (db: SqliteDatabase, pragma: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);

const createWhenNew = (db: SqliteDatabase, file: string): void => {
  db.exec("BEGIN IMMEDIATE");
  const kind = numberOf(db, "application_id");
  const tables = numberOf(db, "schema_version");
  if (kind === 0 && tables === 0) {
    db.exec(schema);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`);
  }
  db.exec("COMMIT");
  if (kind !== 0 || tables !== 0)
    if (kind !== applicationId || numberOf(db, "user_version") !== schemaVersion)
      throw new AccessFileError(
        `${file} is not a file of accounts of this version of Rapport. Name another with RAPPORT_ACCOUNTS.`,
      );
};

/** For this user alone, before anything is in it; what SQLite keeps beside it has the same mode. */
const prepare = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
};

/**
 * The database of who may come in and who looked at what; made when missing, 0600. `:memory:` is one that ends with the
 * process. Throws `AccessFileError`.
 */
export const openAccessDatabase = (file: string): SqliteDatabase => {
  let db: SqliteDatabase | undefined;
  try {
    if (file !== ":memory:") prepare(file);
    db = openSqliteDatabase(file, busyTimeoutMs);
    createWhenNew(db, file);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof AccessFileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AccessFileError(`${file} cannot be used for accounts: ${reason}`);
  }
};
