import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Data, Effect, Exit, type Scope } from "effect";
import { sqliteCode, sqliteCodeOf } from "./sqlite/LogFailure.ts";

/** Another process (or another part of this one) holds the lock. `holderPid` is null when it is not known. */
export class FolderLocked extends Data.TaggedError("FolderLocked")<{
  readonly file: string;
  readonly holderPid: number | null;
}> {
  override get message() {
    const who = this.holderPid === null ? "another process" : `process ${this.holderPid}`;
    return `${who} is already using this folder (it holds ${this.file}). Stop it first, or choose another data folder`;
  }
}

/** The lock's file cannot be made or opened. */
export class FolderLockError extends Data.TaggedError("FolderLockError")<{
  readonly file: string;
  readonly detail: string;
}> {
  override get message() {
    return `cannot use the lock file ${this.file}: ${this.detail}`;
  }
}

// Beside the lock, not inside: while a process holds a POSIX lock, closing any other handle of the same file in
// that process would release it, so nobody may open the lock file but SQLite.
const pidFileOf = (file: string) => `${file}.pid`;

const holderOf = (file: string): number | null => {
  try {
    const pid = Number(readFileSync(pidFileOf(file), "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
};

const lock = (file: string): Exit.Exit<DatabaseSync, FolderLocked | FolderLockError> => {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    db = new DatabaseSync(file, { timeout: 0 });
    db.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    writeFileSync(pidFileOf(file), String(process.pid));
    return Exit.succeed(db);
  } catch (error) {
    db?.close();
    if (sqliteCodeOf(error) === sqliteCode.busy) {
      return Exit.fail(new FolderLocked({ file, holderPid: holderOf(file) }));
    }
    const detail = error instanceof Error ? error.message : String(error);
    return Exit.fail(new FolderLockError({ file, detail }));
  }
};

/**
 * One owner per folder: an exclusive SQLite lock on a file. It is the operating system's lock, so it is gone when
 * its process is, however that ended, and a left-over file means nothing.
 */
export const FolderLock = {
  /** Takes the lock at once or fails at once; held until the scope closes. Makes the folder when missing. */
  acquire: (file: string): Effect.Effect<void, FolderLocked | FolderLockError, Scope.Scope> =>
    Effect.acquireRelease(
      Effect.suspend(() => lock(file)),
      (db) => Effect.sync(() => db.close()),
    ).pipe(Effect.asVoid),
};
