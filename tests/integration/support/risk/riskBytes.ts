import { editionsNamed } from "@rapport/economics/editions/editions";
import { refreshRisk } from "@rapport/risk/book/refreshRisk";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { answerOf, type World } from "../economics/World.ts";

/** The edition of the risk book that holds; null while there is none. */
export const riskEdition = Effect.map(
  editionsNamed,
  (rows) => rows.find(({ book }) => book === "risk")?.edition ?? null,
);

/** Whatever is read within, by so many threads of the engine and in blocks of another size. */
export const byThreads = (threads: number) =>
  Effect.updateService(WarehouseReader, (reader) => {
    const settings = `\nSETTINGS max_threads = ${threads}, max_block_size = ${1 + threads * 997}`;
    return {
      ...reader,
      query: (query, params) => reader.query({ ...query, sql: query.sql + settings }, params),
      stream: (query, params) => reader.stream({ ...query, sql: query.sql + settings }, params),
    };
  });

/** Derives the risk book anew by a clock (UTC ms), whatever was derived before. */
export const deriveRisk = (at: number, nonce: string) =>
  refreshRisk({ positions: {}, sign: nonce, at, report: () => Effect.void });

/** Estimates of the books that what comes of a ticket later still moves: no score looks at them. */
export const movedByTheBooks = ["cost_minor", "effort_seconds", "rework_seconds"] as const;

/** The risk book as it holds, of weeks that were over by the end of a day, byte by byte, some columns of weeks left out. */
export const riskBytes = async (
  place: Pick<World, "chdb" | "database">,
  day: string,
  without: ReadonlyArray<string> = [],
): Promise<string> => {
  const columns = without.length === 0 ? "*" : `* EXCEPT (${without.join(", ")})`;
  const tables = [
    `SELECT ${columns} FROM client_week_current WHERE week + 6 <= '${day}' ORDER BY party, week`,
    // Floats as they are, bit by bit.
    `SELECT * REPLACE (reinterpretAsUInt64(log_odds) AS log_odds, reinterpretAsUInt64(base) AS base,
       arrayMap(x -> reinterpretAsUInt64(x), log_odds_of) AS log_odds_of)
     FROM client_score_current WHERE week + 6 <= '${day}' ORDER BY party, week`,
    `SELECT * FROM client_end_at(as_of = '${day}') ORDER BY ALL`,
  ];
  const answers = tables.map((sql) => answerOf(place, `${sql} FORMAT TSV`));
  return (await Promise.all(answers)).join("\n");
};

/** The first line in which two answers differ, of each; null where none does. */
export const firstDifference = (a: string, b: string): readonly [string, string] | null => {
  const [ours, theirs] = [a.split("\n"), b.split("\n")];
  const at = ours.findIndex((line, i) => line !== theirs[i]);
  if (at < 0 && ours.length === theirs.length) return null;
  const line = at < 0 ? ours.length : at;
  return [ours[line] ?? "(no more)", theirs[line] ?? "(no more)"];
};
