import type { SqliteDatabase } from "@rapport/event-log/sqlite/SqliteDatabase";
import { hash, verify } from "@node-rs/argon2";
import { type Grants, Role } from "@rapport/contracts/http/access/Roles";
import { z } from "zod";

/** A local account. */
export interface Account extends Grants {
  readonly id: number;
  readonly name: string;
  readonly createdMs: number;
  readonly seenMs: number | null;
}

const Row = z
  .object({
    id: z.number(),
    name: z.string(),
    role: Role,
    money: z.number().transform((n) => n !== 0),
    created_ms: z.number(),
    seen_ms: z.number().nullable(),
  })
  .transform(({ created_ms, seen_ms, ...row }): Account => ({
    ...row,
    createdMs: created_ms,
    seenMs: seen_ms,
  }));
const columns = "id, name, role, money, created_ms, seen_ms";

/** Argon2id of 19 MiB, two passes: what OWASP asks for at the least. The library's defaults, said. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Shortest and longest, in characters. */
export const passwordLength = { least: 12, most: 200 } as const;

export interface Accounts {
  readonly list: () => ReadonlyArray<Account>;
  readonly find: (name: string) => Account | null;
  /** False where the name is taken. */
  readonly add: (name: string, grants: Grants, password: string, nowMs: number) => Promise<boolean>;
  readonly set: (id: number, grants: Grants) => void;
  /** Ends its sessions. */
  readonly setPassword: (id: number, password: string) => Promise<void>;
  /** Ends its sessions. */
  readonly remove: (id: number) => void;
  /** The account, where name and password fit. Takes as long for a name that nobody has. */
  readonly check: (name: string, password: string, nowMs: number) => Promise<Account | null>;
}

/** Of a password that nobody has: what an unknown name is compared with. */
const nobodys = hash("the password of an account that does not exist", cost);

export const makeAccounts = (db: SqliteDatabase): Accounts => {
  const all = db.prepare(`SELECT ${columns} FROM account ORDER BY name`);
  const byName = db.prepare(`SELECT ${columns} FROM account WHERE name = ?`);
  const secretOf = db.prepare("SELECT hash FROM account WHERE id = ?");
  const insert = db.prepare(
    "INSERT INTO account (name, role, money, hash, created_ms) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const update = db.prepare("UPDATE account SET role = ?, money = ? WHERE id = ?");
  const updateHash = db.prepare("UPDATE account SET hash = ? WHERE id = ?");
  const endSessions = db.prepare("DELETE FROM session WHERE account = ?");
  const remove = db.prepare("DELETE FROM account WHERE id = ?");
  const seen = db.prepare("UPDATE account SET seen_ms = ? WHERE id = ?");
  const find = (name: string): Account | null => {
    const row = byName.get(name);
    return row === undefined ? null : Row.parse(row);
  };
  return {
    list: () => all.all().map((row) => Row.parse(row)),
    find,
    add: async (name, { role, money }, password, nowMs) =>
      insert.run(name, role, money ? 1 : 0, await hash(password, cost), nowMs).changes === 1,
    set: (id, { role, money }) => void update.run(role, money ? 1 : 0, id),
    setPassword: async (id, password) => {
      updateHash.run(await hash(password, cost), id);
      endSessions.run(id);
    },
    remove: (id) => void remove.run(id),
    check: async (name, password, nowMs) => {
      const account = find(name);
      const kept = account === null ? await nobodys : (secretOf.get(account.id) as { hash: string }).hash;
      const fits = await verify(kept, password);
      if (account === null || !fits) return null;
      seen.run(nowMs, account.id);
      return account;
    },
  };
};
