import { Effect } from "effect";
import { monthEnd } from "@rapport/domain/economics/money/days";
import {
  compareSource,
  type SourceComparison,
  type SourceDocument,
} from "@rapport/domain/economics/reconcile/compareSource";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { readControl } from "./readControl.ts";

/**
 * What files say of a month (`2026-10`) beside what the warehouse holds of it: documents by their day, of the
 * accounts that the files are of. `files` may hold other months too.
 */
export const readSourceComparison = (
  month: string,
  files: ReadonlyArray<SourceDocument>,
): Effect.Effect<SourceComparison, WarehouseError, WarehouseReader> => {
  const [from, until] = [`${month}-01`, monthEnd(`${month}-01`)];
  const within = ({ day }: { readonly day: string }) => day >= from && day <= until;
  return Effect.map(readControl(from, until), (held) =>
    compareSource(files.filter(within), held.filter(within)),
  );
};
