import type { Chdb } from "../chdb.ts";
import { asker } from "../ask.ts";
import type { Logged } from "./agencyEvents.ts";
import type { EconomicTruth } from "./economicTruth.ts";

/** A simulated agency in a warehouse of its own, with its books. */
export interface World {
  readonly chdb: Chdb;
  readonly database: string;
  /** The last day lived through, and the clock by which the books were derived (UTC ms). */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly at: number;
  readonly events: ReadonlyArray<Logged>;
  readonly truth: EconomicTruth;
}

export type Row = Readonly<Record<string, string | number | null>>;

/** The bytes a statement answers with, in the format it names. */
export const answerOf = async (
  { chdb, database }: Pick<World, "chdb" | "database">,
  sql: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { status, text } = await asker(chdb)(sql, { database, ...settings });
  if (status !== 200) throw new Error(`${sql}\n${text}`);
  return text;
};

/** Rows of a query; whole numbers of 64 bits come as text. */
export const rowsOf = async (
  world: Pick<World, "chdb" | "database">,
  sql: string,
): Promise<ReadonlyArray<Row>> =>
  (await answerOf(world, `${sql} FORMAT JSONEachRow`))
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

/** What is neither party nor month, as numbers. */
export const numbersOf = ({ party: _party, month: _month, ...row }: Row): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
