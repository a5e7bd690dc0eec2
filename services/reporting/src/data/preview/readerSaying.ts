import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";

type Reader = WarehouseReader["Service"];

/** The reads that settings come from, by name: each row holds one event of the directory. */
const settingReads: ReadonlySet<string> = new Set(["economics-events", "risk-directory-events"]);

/**
 * The same warehouse as it would be read had this been said last: every read of settings has the event too. Statements that
 * look settings up inside the engine (those of signals) do not see it.
 */
export const readerSaying = (reader: Reader, event: DirectoryEvent): Reader => ({
  ...reader,
  query: (query, params) =>
    settingReads.has(query.name)
      ? Effect.map(reader.query(query, params), (rows) => [
          ...rows,
          query.row.parse({ event: JSON.stringify(event) }),
        ])
      : reader.query(query, params),
});
