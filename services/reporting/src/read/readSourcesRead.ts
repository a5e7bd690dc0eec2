import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Query } from "@rapport/warehouse/Query";
import { Effect, Semaphore } from "effect";
import { freshness, recordMarks } from "../queries/Freshness.ts";
import type { Warehouse } from "./Warehouse.ts";

type Rows<Q> = Q extends Query<infer _P, infer R> ? ReadonlyArray<R> : never;
type SourceRows = Rows<typeof freshness>;

interface Remembered {
  readonly one: Semaphore.Semaphore;
  marks: string;
  rows: SourceRows;
}

const remembered = new WeakMap<Warehouse, Remembered>();

const rememberedOf = (warehouse: Warehouse): Remembered => {
  const known = remembered.get(warehouse) ?? { one: Semaphore.makeUnsafe(1), marks: "", rows: [] };
  remembered.set(warehouse, known);
  return known;
};

/**
 * How far each source has been read: the view `freshness`. It looks at every record of the log, and many ask for it, so it
 * is asked again only when the log's records have become more: they are written last, so with them nothing else changes.
 */
export const readSourcesRead = (warehouse: Warehouse): Effect.Effect<SourceRows, WarehouseError> => {
  const known = rememberedOf(warehouse);
  return known.one.withPermits(1)(
    Effect.gen(function* () {
      const marks = JSON.stringify(yield* warehouse.query(recordMarks, {}));
      if (marks !== known.marks) {
        known.rows = yield* warehouse.query(freshness, {});
        known.marks = marks;
      }
      return known.rows;
    }),
  );
};
