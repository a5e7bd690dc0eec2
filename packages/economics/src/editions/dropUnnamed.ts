import { Effect } from "effect";
import { z } from "zod";
import { dropPartition } from "@rapport/warehouse/DerivedTables";
import type { TableMode } from "@rapport/warehouse/migrations/render";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, type WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { readBooksState } from "../state/BooksState.ts";
import { editionsNamed, pendingBook } from "./editions.ts";
import { editionTables } from "./tables.ts";

const presentQuery = query({
  name: "editions-present",
  sql: editionTables
    .map((table) => `SELECT '${table}' AS table, toString(edition) AS edition FROM ${table} GROUP BY edition`)
    .join("\nUNION ALL\n"),
  params: z.object({}),
  row: z.object({ table: z.string(), edition: z.string() }),
});

const lastQuery = query({
  name: "last-edition-named",
  sql: "SELECT toUnixTimestamp64Milli(max(derived_at)) AS ms FROM economics_edition",
  params: z.object({}),
  row: z.object({ ms: z.coerce.number() }),
});

/** Editions that no part names, by `table edition`, and since when (UTC ms) one has known so. */
export type Unnamed = ReadonlyMap<string, number>;

/** A statement that began before another edition took a part's place has ended after this. */
export const readersEndWithinMs = 60_000;

/**
 * Drops the partitions of editions that no part names any more, and has not for a minute: whoever still reads one
 * has begun before another took its place. `seen` is what the last call gave; give on what this one gives. An edition
 * that is being written is unnamed as well, so call it when none is.
 */
export const dropUnnamed = (
  mode: TableMode,
  seen: Unnamed,
  nowMs: number,
): Effect.Effect<Unnamed, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const present = yield* reader.query(presentQuery, {});
    const { run } = yield* readBooksState;
    const held = (yield* editionsNamed).filter(
      ({ book, edition }) => book !== pendingBook("effort") || (run !== null && edition >= BigInt(run.since)),
    );
    const named = new Set(held.map(({ edition }) => String(edition)));
    const [last] = yield* reader.query(lastQuery, {});
    // Nothing has taken anything's place since: not even what this process sees for the first time.
    const settled = nowMs - (last?.ms ?? 0) >= readersEndWithinMs;
    const unnamed = new Map<string, number>();
    for (const { table, edition } of present) {
      if (named.has(edition)) continue;
      const key = `${table} ${edition}`;
      const since = seen.get(key) ?? nowMs;
      if (settled || nowMs - since >= readersEndWithinMs) yield* dropPartition(mode, table, edition);
      else unnamed.set(key, since);
    }
    return unnamed;
  });
