import { ledgerFormats, type LedgerOptions } from "@rapport/ingest-ledger/LedgerOptions";
import type { Option } from "effect";
import { userPath } from "../paths.ts";
import { accountFlag, fromFlag, mapFlag, mapOf, pathsOf, said } from "./foundFlags.ts";

/** What `ingest ledger` and `inspect ledger` take alike. */
export const ledgerFlags = {
  paths: pathsOf("Tables of the books, and time entries, as CSV or JSON"),
  from: fromFlag(
    ledgerFormats,
    "By which mapping all of them are read; told from the columns of each when left out",
  ),
  map: mapFlag,
  account: accountFlag(
    "Whose books they are; the site that Tempo's worklogs name when left out, else `books`",
  ),
};

export interface LedgerInput {
  readonly paths: ReadonlyArray<string>;
  readonly from: Option.Option<string>;
  readonly map: Option.Option<string>;
  readonly account: Option.Option<string>;
}

export const ledgerOptions = ({ paths, from, map, account }: LedgerInput): LedgerOptions => ({
  paths: paths.map(userPath),
  ...said("from", from),
  ...mapOf(map),
  ...said("account", account),
});
