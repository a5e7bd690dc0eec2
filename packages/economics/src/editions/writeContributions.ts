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
WHERE edition >= {first:UInt64} AND edition <= {last:UInt64}
GROUP BY edition, book, month, day, state, party, category, measured`;

const writtenQuery = query({
  name: "editions-written",
  sql: `
SELECT w.edition_text AS edition, sum(w.rows) AS rows, sum(w.summed) AS summed
FROM (
  SELECT toString(edition) AS edition_text, count() AS rows, 0 AS summed FROM contribution
  WHERE edition >= {first:UInt64} AND edition <= {last:UInt64} GROUP BY edition
  UNION ALL
  SELECT toString(edition), 0, sum(contributions) FROM contribution_day
  WHERE edition >= {first:UInt64} AND edition <= {last:UInt64} GROUP BY edition
) AS w
GROUP BY w.edition_text`,
  params: z.object({ first: z.string(), last: z.string() }),
  row: z.object({ edition: z.string(), rows: z.coerce.number(), summed: z.coerce.number() }),
});

/** Adds the sums by day of these editions, and proves that each of their contributions is there once. */
const sumUp = (written: ReadonlyMap<bigint, number>) =>
  Effect.gen(function* () {
    const editions = [...written.keys()].toSorted((a, b) => (a < b ? -1 : 1));
    const [first, last] = [editions[0], editions.at(-1)];
    if (first === undefined || last === undefined) return;
    const span = { first: String(first), last: String(last) };
    yield* (yield* WarehouseWriter).command(daySums, span);
    const found = yield* (yield* WarehouseReader).query(writtenQuery, span);
    const right =
      found.length === written.size &&
      found.every(({ edition, rows, summed }) => rows === written.get(BigInt(edition)) && summed === rows);
    if (!right)
      return yield* new WarehouseError({
        operation: "write contributions",
        detail: `editions ${span.first} to ${span.last} should hold ${[...written.values()].join(", ")} contributions and hold ${found.map(({ rows, summed }) => `${rows} (${summed} in sums by day)`).join(", ")}`,
        code: 0,
        retriable: true,
      });
  });

type Parts = Iterable<readonly [Part, Iterable<Contribution>]>;

/**
 * Writes the contributions of some parts under their editions, which follow on one another, with their sums by day,
 * and proves that each is there once. Nobody reads them before `nameEditions` names the editions. When it fails, what
 * it wrote is in doubt: begin anew, under other editions. The parts are asked for one after the other, as they are
 * written.
 */
export const writeParts = (
  parts: Parts,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const columns = contributionColumns();
    const written = new Map<bigint, number>();
    const flush = Effect.suspend(() => {
      const block = encodeNativeBlock(columns, 1 << 20);
      for (const column of Object.values(columns)) column.clear();
      return writer.insertNative("contribution", block);
    });
    for (const [part, contributions] of parts)
      for (const contribution of contributions) {
        pushContribution(columns, part, contribution);
        written.set(part.edition, (written.get(part.edition) ?? 0) + 1);
        if (columns.day.rows === blockRows) yield* flush;
      }
    if (columns.day.rows > 0) yield* flush;
    yield* sumUp(written);
  });

/** `writeParts` of one. */
export const writeContributions = (
  part: Part,
  contributions: Iterable<Contribution>,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  writeParts([[part, contributions]]);
