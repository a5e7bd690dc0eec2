import type { SqliteDatabase } from "@rapport/event-log/sqlite/SqliteDatabase";
import { type Accounts, makeAccounts } from "./Accounts.ts";
import { openAccessDatabase } from "./accessDatabase.ts";
import { type Links, makeLinks } from "./Links.ts";
import { type Looks, makeLooks } from "./Looks.ts";
import { makeSessions, type Sessions, type SessionSpan } from "./Sessions.ts";
import { makeTokens, type Tokens } from "./Tokens.ts";

/** Who may come in, who is in, and who looked at what: one file, which commands and servers share. */
export interface AccessStore {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly links: Links;
  readonly looks: Looks;
  readonly close: () => void;
}

/** Twelve hours unused, seven days in any case. */
export const usualSpan: SessionSpan = { idleMs: 12 * 3_600_000, endMs: 7 * 86_400_000 };

/** `:memory:` is a store that ends with the process. Throws `AccessFileError`. */
export const openAccessStore = (file: string, span: SessionSpan = usualSpan): AccessStore => {
  const db: SqliteDatabase = openAccessDatabase(file);
  return {
    accounts: makeAccounts(db),
    sessions: makeSessions(db, span),
    tokens: makeTokens(db),
    links: makeLinks(db),
    looks: makeLooks(db),
    close: () => db.close(),
  };
};
