import { Effect } from "effect";
import { z } from "zod";
import type { Contribution } from "@rapport/domain/economics/Contribution";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { query } from "@rapport/warehouse/Query";
import { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { contributionColumns, pushContribution } from "./contributionColumns.ts";
import type { Part } from "./Part.ts";

/** Rows in one insert. */
const blockRows = 65_536;

const daySums = `
INSERT INTO contribution_day
SELECT
  edition, book, month, day, state, party, category, measured, count(),
  sum(seconds), sum(raw_seconds), sum(cost_minor), sum(revenue_minor), sum(cash_minor)
FROM contribution
WHERE edition = {edition:UInt64}
GROUP BY edition, book, month, day, state, party, category, measured`;

const writtenQuery = query({
  name: "edition-written",
  sql: `
SELECT
  (SELECT count() FROM contribution WHERE edition = {edition:UInt64}) AS rows,
  (SELECT sum(contributions) FROM contribution_day WHERE edition = {edition:UInt64}) AS summed`,
  params: z.object({ edition: z.string() }),
  row: z.object({ rows: z.coerce.number(), summed: z.coerce.number() }),
});

/**
 * Writes the contributions of one part under its edition, with their sums by day, and proves that each is there
 * once. Nobody reads them before `nameEditions` names the edition. When it fails, what it wrote is in doubt: begin
 * anew, under another edition.
 */
export const writeContributions = (
  part: Part,
  contributions: Iterable<Contribution>,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const columns = contributionColumns();
    let rows = 0;
    const flush = Effect.suspend(() => {
      rows += columns.day.rows;
      const block = encodeNativeBlock(columns, 1 << 20);
      for (const column of Object.values(columns)) column.clear();
      return writer.insertNative("contribution", block);
    });
    for (const contribution of contributions) {
      pushContribution(columns, part, contribution);
      if (columns.day.rows === blockRows) yield* flush;
    }
    if (columns.day.rows > 0) yield* flush;
    if (rows === 0) return;
    const edition = String(part.edition);
    yield* writer.command(daySums, { edition });
    const [written] = yield* reader.query(writtenQuery, { edition });
    if (written?.rows !== rows || written.summed !== rows)
      return yield* new WarehouseError({
        operation: "write contributions",
        detail: `edition ${edition} of ${part.book} ${part.month} should hold ${rows} contributions and holds ${written?.rows ?? 0} (${written?.summed ?? 0} in its sums by day)`,
        code: 0,
        retriable: true,
      });
  });
