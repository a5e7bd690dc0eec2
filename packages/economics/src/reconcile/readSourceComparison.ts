import { Effect } from "effect";
import { monthEnd } from "@rapport/domain/economics/money/days";
import {
  compareSource,
  type SourceComparison,
  type SourceDocument,
} from "@rapport/domain/economics/reconcile/compareSource";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { readControl } from "./readControl.ts";
import type { ReconcileOptions } from "./readReconciliation.ts";

/**
 * What files say of a month beside what the warehouse holds of it: documents by their day, of the accounts that the
 * files are of, up to the as-of day on both sides. `files` may hold other months too.
 */
export const readSourceComparison = (
  { month, asOf }: ReconcileOptions,
  files: ReadonlyArray<SourceDocument>,
): Effect.Effect<SourceComparison, WarehouseError, WarehouseReader> => {
  const [from, last] = [`${month}-01`, monthEnd(`${month}-01`)];
  const until = asOf === null || asOf > last ? last : asOf;
  const within = ({ day }: { readonly day: string }) => day >= from && day <= until;
  return Effect.map(readControl(from, until), (held) =>
    compareSource(files.filter(within), held.filter(within)),
  );
};
