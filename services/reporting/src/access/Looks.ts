import type { SqliteDatabase } from "@rapport/event-log/sqlite/SqliteDatabase";
import { type Look, Look as LookContract, type LooksPage } from "@rapport/contracts/http/access/People";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";

const dayMs = 86_400_000;
/** Who looked at what is kept this long. */
export const looksKeptDays = 400;
const pageRows = 100;

const Row = z
  .object({
    day: z.string(),
    name: z.string(),
    kind: z.string(),
    client: z.string(),
    address: z.string(),
    times: z.number(),
    first_ms: z.number(),
    last_ms: z.number(),
  })
  .transform(({ first_ms, last_ms, client, ...row }): Look =>
    LookContract.parse({
      ...row,
      client: client === "" ? null : client,
      firstAt: new Date(first_ms).toISOString(),
      lastAt: new Date(last_ms).toISOString(),
    }),
  );

/** A look as it happens: `client` null where everybody was in the answer. */
export type NewLook = Pick<Look, "name" | "kind" | "client" | "address">;

export interface LooksQuestion {
  readonly client?: string | undefined;
  readonly name?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface Looks {
  readonly record: (look: NewLook, nowMs: number) => void;
  /** Null for a cursor that is not from the page before. */
  readonly page: (question: LooksQuestion) => LooksPage | null;
}

const placeOf = (cursor: string | undefined): number | null => {
  if (cursor === undefined) return 0;
  const [offset] = decodeCursor(cursor) ?? [];
  return typeof offset === "number" && Number.isSafeInteger(offset) && offset > 0 ? offset : null;
};

export const makeLooks = (db: SqliteDatabase): Looks => {
  const upsert = db.prepare(
    `INSERT INTO look VALUES (?, ?, ?, ?, ?, 1, ?, ?)
     ON CONFLICT DO UPDATE SET times = times + 1, last_ms = excluded.last_ms`,
  );
  const where = "(?1 IS NULL OR client = ?1) AND (?2 IS NULL OR name = ?2 COLLATE NOCASE)";
  const rows = db.prepare(
    `SELECT * FROM look WHERE ${where} ORDER BY last_ms DESC, day, name, kind, client, address LIMIT ?3 OFFSET ?4`,
  );
  const count = db.prepare(`SELECT count(*) AS total FROM look WHERE ${where}`);
  const tidy = db.prepare("DELETE FROM look WHERE last_ms < ?");
  let tidiedMs = 0;
  return {
    record: ({ name, kind, client, address }, nowMs) => {
      if (nowMs - tidiedMs > dayMs) {
        tidiedMs = nowMs;
        tidy.run(nowMs - looksKeptDays * dayMs);
      }
      const day = new Date(nowMs).toISOString().slice(0, 10);
      upsert.run(day, name, kind, client ?? "", address, nowMs, nowMs);
    },
    page: ({ client = null, name = null, limit = pageRows, cursor }) => {
      const offset = placeOf(cursor);
      if (offset === null) return null;
      const { total } = count.get(client, name) as { total: number };
      const items = rows.all(client, name, limit, offset).map((row) => Row.parse(row));
      const next = offset + items.length;
      return { items, total, nextCursor: next < total && items.length > 0 ? encodeCursor([next]) : null };
    },
  };
};
