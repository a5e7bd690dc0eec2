import type { SqliteDatabase } from "@rapport/event-log/sqlite/SqliteDatabase";
import { hashOf, makeSecret } from "./secrets.ts";

/** How long a printed link opens a session. */
export const linkMinutes = 15;

export interface Links {
  /** The secret of a new link. */
  readonly make: (nowMs: number) => string;
  /** True once, for a link that was made and is not too old. */
  readonly use: (secret: string, nowMs: number) => boolean;
}

export const makeLinks = (db: SqliteDatabase): Links => {
  const tidy = db.prepare("DELETE FROM link WHERE ends_ms <= ?");
  const insert = db.prepare("INSERT INTO link VALUES (?, ?)");
  const take = db.prepare("DELETE FROM link WHERE hash = ? AND ends_ms > ?");
  return {
    make: (nowMs) => {
      const secret = makeSecret();
      tidy.run(nowMs);
      insert.run(hashOf(secret), nowMs + linkMinutes * 60_000);
      return secret;
    },
    use: (secret, nowMs) => take.run(hashOf(secret), nowMs).changes === 1,
  };
};
