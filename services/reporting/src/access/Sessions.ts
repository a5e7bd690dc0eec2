import type { SqliteDatabase } from "@rapport/event-log/sqlite/SqliteDatabase";
import type { OpenSession } from "@rapport/contracts/http/access/People";
import { Role } from "@rapport/contracts/http/access/Roles";
import { SessionKind } from "@rapport/contracts/http/access/Session";
import { z } from "zod";
import type { Reader } from "./Reader.ts";
import { hashOf, makeSecret } from "./secrets.ts";

/** How long a session lives unused, and in any case. */
export interface SessionSpan {
  readonly idleMs: number;
  readonly endMs: number;
}

/** When a session was last used is written down this often. */
const touchEveryMs = 30_000;

const Row = z.object({
  name: z.string(),
  role: Role,
  money: z.number().transform((n) => n !== 0),
  kind: SessionKind,
  started_ms: z.number(),
  seen_ms: z.number(),
  ends_ms: z.number(),
});

// A local account's session says what its account says now; those of the link and of OIDC what they began with.
const columns = `coalesce(account.name, session.name) AS name, coalesce(account.role, session.role) AS role,
  coalesce(account.money, session.money) AS money, session.kind, session.started_ms, session.seen_ms, session.ends_ms`;
const from = "session LEFT JOIN account ON account.id = session.account";

export interface Sessions {
  /** Gives the secret that the cookie holds. `account`: the id of a local one, whose removal ends it. */
  readonly begin: (
    who: Pick<Reader, "name" | "role" | "money" | "kind">,
    account: number | null,
    nowMs: number,
  ) => string;
  readonly find: (secret: string, nowMs: number) => Reader | null;
  readonly end: (hash: Uint8Array) => void;
  readonly endOfAccount: (account: number) => void;
  readonly list: (nowMs: number) => ReadonlyArray<OpenSession>;
}

const iso = (ms: number): string => new Date(ms).toISOString();

export const makeSessions = (db: SqliteDatabase, span: SessionSpan): Sessions => {
  const insert = db.prepare("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const select = db.prepare(`SELECT ${columns} FROM ${from} WHERE session.hash = ?`);
  const all = db.prepare(
    `SELECT ${columns} FROM ${from} WHERE session.ends_ms > ? AND session.seen_ms > ? ORDER BY session.seen_ms DESC LIMIT 1000`,
  );
  const touch = db.prepare("UPDATE session SET seen_ms = ? WHERE hash = ?");
  const remove = db.prepare("DELETE FROM session WHERE hash = ?");
  const removeOf = db.prepare("DELETE FROM session WHERE account = ?");
  const tidy = db.prepare("DELETE FROM session WHERE ends_ms <= ? OR seen_ms <= ?");
  return {
    begin: ({ name, role, money, kind }, account, nowMs) => {
      const secret = makeSecret();
      tidy.run(nowMs, nowMs - span.idleMs);
      insert.run(hashOf(secret), account, name, role, money ? 1 : 0, kind, nowMs, nowMs, nowMs + span.endMs);
      return secret;
    },
    find: (secret, nowMs) => {
      const hash = hashOf(secret);
      const found = select.get(hash);
      if (found === undefined) return null;
      const row = Row.parse(found);
      if (row.ends_ms <= nowMs || row.seen_ms + span.idleMs <= nowMs) return null;
      if (nowMs - row.seen_ms >= touchEveryMs) touch.run(nowMs, hash);
      const { name, role, money, kind } = row;
      return { name, role, money, kind, idleUntilMs: nowMs + span.idleMs, endsAtMs: row.ends_ms, hash };
    },
    end: (hash) => void remove.run(hash),
    endOfAccount: (account) => void removeOf.run(account),
    list: (nowMs) =>
      all.all(nowMs, nowMs - span.idleMs).map((found) => {
        const { name, role, money, kind, ...row } = Row.parse(found);
        const [since, lastSeenAt, endsAt] = [iso(row.started_ms), iso(row.seen_ms), iso(row.ends_ms)];
        return { name, role, money, kind, since, lastSeenAt, endsAt };
      }),
  };
};
