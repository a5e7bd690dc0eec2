import { hashedRows } from "@rapport/projector/clickhouse/hashedRows";
import { projectionTables } from "@rapport/projector/Tables";
import type { Asked } from "./chdbServer.ts";

/** Tables with a row per event. */
const factTables = projectionTables.filter((table) => table.startsWith("facts_"));

/** Rows and hash of what each table holds; equal for equal sets of events, whatever happened on the way. */
export const tableHashes = async (ask: Asked): Promise<Readonly<Record<string, string>>> => {
  const hashes: Record<string, string> = {};
  for (const [part, row, from] of hashedRows) {
    const hashed = `SELECT sipHash64(${row}) AS h FROM ${from.replaceAll(/\{\{(\w+)\}\}/g, "$1")}`;
    hashes[part] = await ask(`SELECT count() AS rows, sum(h), groupBitXor(h) FROM (${hashed})`);
  }
  return hashes;
};

/** Ids of all events that the facts hold, one for each row that a reader sees. */
export const factIds = async (ask: Asked): Promise<ReadonlyArray<string>> => {
  const each = factTables.map((table) => `SELECT event_id FROM ${table} FINAL`);
  const text = await ask(each.join("\nUNION ALL\n"));
  return text.split("\n").filter((line) => line !== "");
};

/** The records that have a dead letter, as `topic/partition/offset`. */
export const letteredRecords = async (ask: Asked): Promise<ReadonlyArray<string>> => {
  const place = "concat(record_topic, '/', toString(record_partition), '/', toString(record_offset))";
  const text = await ask(`SELECT ${place} AS place FROM dead_letter FINAL ORDER BY place`);
  return text.split("\n").filter((line) => line !== "");
};

/** Lets the tables drop a repeated insert by its token, which is the server's default for replicated tables. */
export const rememberTokens = async (ask: Asked): Promise<void> => {
  for (const table of [...factTables, "log_record"])
    await ask(`ALTER TABLE ${table} MODIFY SETTING non_replicated_deduplication_window = 1000`);
};
