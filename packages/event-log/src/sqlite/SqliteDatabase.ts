import { DatabaseSync } from "node:sqlite";

/** A database in one file, for what else is kept beside the log. */
export type SqliteDatabase = DatabaseSync;

/**
 * Opens a file as a database, made when it is missing; `:memory:` is one that ends with the process. Whoever finds it locked
 * waits `busyTimeoutMs` at most. Throws what SQLite throws.
 */
export const openSqliteDatabase = (file: string, busyTimeoutMs: number): SqliteDatabase =>
  new DatabaseSync(file, { timeout: busyTimeoutMs });
