import type { SqliteDatabase } from "@rapport/event-log/sqlite/SqliteDatabase";
import { type Grants, Role } from "@rapport/contracts/http/access/Roles";
import { z } from "zod";
import type { Reader } from "./Reader.ts";
import { hashOf, makeSecret } from "./secrets.ts";

/** What a program comes in with. */
export interface Token extends Grants {
  readonly name: string;
  readonly createdMs: number;
  readonly endsMs: number | null;
  readonly seenMs: number | null;
}

const Row = z
  .object({
    name: z.string(),
    role: Role,
    money: z.number().transform((n) => n !== 0),
    created_ms: z.number(),
    ends_ms: z.number().nullable(),
    seen_ms: z.number().nullable(),
  })
  .transform(({ created_ms, ends_ms, seen_ms, ...row }): Token => ({
    ...row,
    createdMs: created_ms,
    endsMs: ends_ms,
    seenMs: seen_ms,
  }));
const columns = "name, role, money, created_ms, ends_ms, seen_ms";

/** So that scanners of leaked secrets, and people, see what it is. */
export const tokenPrefix = "rapport_";
const touchEveryMs = 30_000;

export interface Tokens {
  readonly list: () => ReadonlyArray<Token>;
  /** The token, told this once; null where the name is taken. */
  readonly add: (name: string, grants: Grants, endsMs: number | null, nowMs: number) => string | null;
  readonly find: (token: string, nowMs: number) => Reader | null;
  /** False where there is none of that name. */
  readonly remove: (name: string) => boolean;
}

export const makeTokens = (db: SqliteDatabase): Tokens => {
  const all = db.prepare(`SELECT ${columns} FROM token ORDER BY name`);
  const insert = db.prepare(
    "INSERT INTO token (hash, name, role, money, created_ms, ends_ms) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const select = db.prepare(`SELECT ${columns} FROM token WHERE hash = ?`);
  const touch = db.prepare("UPDATE token SET seen_ms = ? WHERE hash = ?");
  const remove = db.prepare("DELETE FROM token WHERE name = ?");
  return {
    list: () => all.all().map((row) => Row.parse(row)),
    add: (name, { role, money }, endsMs, nowMs) => {
      const token = `${tokenPrefix}${makeSecret()}`;
      const { changes } = insert.run(hashOf(token), name, role, money ? 1 : 0, nowMs, endsMs);
      return changes === 1 ? token : null;
    },
    find: (token, nowMs) => {
      const hash = hashOf(token);
      const found = select.get(hash);
      if (found === undefined) return null;
      const { name, role, money, endsMs, seenMs } = Row.parse(found);
      if (endsMs !== null && endsMs <= nowMs) return null;
      if (seenMs === null || nowMs - seenMs >= touchEveryMs) touch.run(nowMs, hash);
      return { name, role, money, kind: "token", idleUntilMs: null, endsAtMs: endsMs, hash };
    },
    remove: (name) => remove.run(name).changes === 1,
  };
};
