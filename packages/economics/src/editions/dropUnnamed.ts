import { Effect } from "effect";
import { z } from "zod";
import { dropPartition } from "@rapport/warehouse/DerivedTables";
import type { TableMode } from "@rapport/warehouse/migrations/render";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, type WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { editionsNamed } from "./editions.ts";
import { editionTables } from "./tables.ts";

const presentQuery = query({
  name: "editions-present",
  sql: editionTables
    .map((table) => `SELECT '${table}' AS table, toString(edition) AS edition FROM ${table} GROUP BY edition`)
    .join("\nUNION ALL\n"),
  params: z.object({}),
  row: z.object({ table: z.string(), edition: z.string() }),
});

/** Editions that no part names, by `table edition`, and since when one has known so. */
export type Unnamed = ReadonlyMap<string, number>;

/**
 * Drops the partitions of editions that no part has named for `afterMs`: whoever reads such an edition has begun
 * before another one took its place, and has ended by then. `seen` is what the last call gave; give on what this one
 * gives. An edition that is being written is unnamed as well: call it when none is.
 */
export const dropUnnamed = (
  mode: TableMode,
  seen: Unnamed,
  nowMs: number,
  afterMs: number,
): Effect.Effect<Unnamed, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const present = yield* reader.query(presentQuery, {});
    const named = new Set((yield* editionsNamed).map(({ edition }) => String(edition)));
    const unnamed = new Map<string, number>();
    for (const { table, edition } of present) {
      if (named.has(edition)) continue;
      const key = `${table} ${edition}`;
      const since = seen.get(key) ?? nowMs;
      if (nowMs - since >= afterMs) yield* dropPartition(mode, table, edition);
      else unnamed.set(key, since);
    }
    return unnamed;
  });
