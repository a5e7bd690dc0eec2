import { Effect } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

const writtenQuery = query({
  name: "risk-written",
  sql: `
SELECT
  (SELECT count() FROM client_week WHERE edition = {edition:UInt64}) AS weeks,
  (SELECT count() FROM client_score WHERE edition = {edition:UInt64}) AS scores,
  (SELECT count() FROM client_end WHERE edition = {edition:UInt64}) AS ends`,
  params: z.object({ edition: z.string() }),
  row: z.object({ weeks: z.coerce.number(), scores: z.coerce.number(), ends: z.coerce.number() }),
});

/** Fails, so that all is written again under another edition, unless every row of an edition is there once. */
export const proveBook = (
  edition: bigint,
  written: { readonly weeks: number; readonly scores: number; readonly ends: number },
): Effect.Effect<void, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const [found] = yield* reader.query(writtenQuery, { edition: String(edition) });
    if (found?.weeks === written.weeks && found.scores === written.scores && found.ends === written.ends)
      return;
    return yield* new WarehouseError({
      operation: "write the risk book",
      detail: `edition ${edition} should hold ${JSON.stringify(written)} and holds ${JSON.stringify(found)}`,
      code: 0,
      retriable: true,
    });
  });
