import { Clock, Effect } from "effect";
import { z } from "zod";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { dateTime64Ms, uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { lowCardinality } from "@rapport/warehouse/native/strings";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import type { Part } from "./Part.ts";
import type { Book } from "./tables.ts";

const bigId = z.string().transform(BigInt);

const nextQuery = query({
  name: "next-edition",
  sql: `
SELECT toString(greatest(
  toUInt64(toUnixTimestamp64Micro(now64(6))),
  (SELECT max(edition) FROM economics_edition) + 1,
  (SELECT max(edition) FROM contribution) + 1,
  (SELECT max(edition) FROM client_week) + 1)) AS edition`,
  params: z.object({}),
  row: z.object({ edition: bigId }),
});

/**
 * A number above all that were given before, by the engine's clock. Whoever takes one reads facts afterwards only:
 * so of two editions of one part the higher one has seen at least what the other has.
 */
export const nextEdition: Effect.Effect<bigint, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const [next] = yield* reader.query(nextQuery, {});
  return next?.edition ?? 1n;
});

const inForceQuery = query({
  name: "editions-in-force",
  sql: "SELECT book, month, toString(max(edition)) AS edition FROM economics_edition GROUP BY book, month ORDER BY book, month",
  params: z.object({}),
  row: z.object({ book: z.string(), month: z.number(), edition: bigId }),
});

/** Every part with the edition that holds, by book and month; also those that are kept back (`pendingBook`). */
export const editionsNamed: Effect.Effect<
  ReadonlyArray<{ readonly book: string; readonly month: number; readonly edition: bigint }>,
  WarehouseError,
  WarehouseReader
> = Effect.flatMap(WarehouseReader, (reader) => reader.query(inForceQuery, {}));

/** Under this name editions wait until the others of their run are there too; readers never ask for it. */
export const pendingBook = (book: Book): string => `${book} pending`;

/**
 * One insert, so that readers have all of these parts as they were or all of them anew. What was written under the
 * editions stands before; `kept` notes them without showing them.
 */
export const nameEditions = (
  parts: ReadonlyArray<Part>,
  as: "held" | "kept" = "held",
): Effect.Effect<void, WarehouseError, WarehouseWriter> =>
  Effect.gen(function* () {
    if (parts.length === 0) return;
    const writer = yield* WarehouseWriter;
    const now = yield* Clock.currentTimeMillis;
    const columns = {
      book: lowCardinality(),
      month: uint32(),
      edition: uint64(),
      derived_at: dateTime64Ms(),
    };
    for (const { book, month, edition } of parts) {
      columns.book.push(as === "held" ? book : pendingBook(book));
      columns.month.push(month);
      columns.edition.push(edition);
      columns.derived_at.push(now);
    }
    yield* writer.insertNative("economics_edition", encodeNativeBlock(columns));
  });
