import { Effect } from "effect";
import { z } from "zod";
import { DirectoryEvent } from "@rapport/contracts/Directory";
import { foldDirectory } from "@rapport/domain/directory/foldDirectory";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { freshNameOf, onTables, type TableSet } from "../Tables.ts";
import { directoryColumns } from "./directoryColumns.ts";
import { exchangeFresh } from "./Exchange.ts";

const directoryEvents = (tables: TableSet) =>
  query({
    name: "directory-events",
    sql: onTables(tables, "SELECT event FROM {{directory_event}} FINAL ORDER BY occurred_at, event_id"),
    params: z.object({}),
    row: z.object({ event: z.string().transform((json) => DirectoryEvent.parse(JSON.parse(json))) }),
  });

const names = Object.keys(directoryColumns) as ReadonlyArray<keyof typeof directoryColumns>;

/** Folds every directory event held so far and exchanges the result in: who is who, whole. */
export const refreshDirectory = (
  tables: TableSet,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const events = yield* reader.query(directoryEvents(tables), {});
    const snapshot = foldDirectory(events.map((row) => row.event));
    const fill = Effect.forEach(
      names,
      (name) => {
        const columns = directoryColumns[name](snapshot);
        return writer.insertNative(freshNameOf(tables, name), encodeNativeBlock(columns));
      },
      { discard: true },
    );
    yield* exchangeFresh(tables, names, fill);
  });
