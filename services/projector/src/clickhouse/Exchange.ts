import { Effect } from "effect";
import { createTableLike, dropTables, exchangeTables } from "@rapport/warehouse/DerivedTables";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { freshNameOf, nameOf, type ProjectionTable, type TableSet } from "../Tables.ts";

/**
 * Fills new tables in the place of old ones: `fill` writes into empty `…__fresh_…` tables of this run, which
 * are then exchanged with the ones readers see, in one statement, and the old content is dropped. What a run
 * that was killed left is dropped by `dropHalfMade`.
 */
export const exchangeFresh = <E, R>(
  tables: TableSet,
  names: ReadonlyArray<ProjectionTable>,
  fill: Effect.Effect<void, E, R>,
): Effect.Effect<void, E | WarehouseError, R | WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const { mode } = tables;
    const pairs = names.map((name) => [freshNameOf(tables, name), nameOf(tables, name)] as const);
    const drop = dropTables(
      mode,
      pairs.map(([fresh]) => fresh),
    );
    yield* drop;
    yield* Effect.forEach(pairs, ([fresh, live]) => createTableLike(mode, fresh, live), {
      concurrency: "unbounded",
      discard: true,
    });
    yield* fill;
    yield* exchangeTables(mode, pairs);
    // Not SYNC: readers may still be in the old tables; the engine removes them once nobody is.
    yield* drop;
  });
