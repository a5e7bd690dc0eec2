import { hash } from "node:crypto";
import { Effect } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { onTables, type TableSet } from "../Tables.ts";
import { hashedRows } from "./hashedRows.ts";
import { final } from "./sql.ts";

const hashQuery = (tables: TableSet) =>
  query({
    name: "state-hash",
    sql: `SELECT part, rows, sum, xor FROM (\n${hashedRows
      .map(
        ([part, row, from]) =>
          `SELECT '${part}' AS part, toString(count()) AS rows, toString(sum(h)) AS sum, toString(groupBitXor(h)) AS xor FROM (SELECT sipHash64(${row}) AS h FROM ${onTables(tables, from)})`,
      )
      .join("\nUNION ALL\n")}\n) ORDER BY part ${final}`,
    params: z.object({}),
    row: z.object({ part: z.string(), rows: z.string(), sum: z.string(), xor: z.string() }),
  });

/** SHA-256 over count, sum and XOR of the hashes of every table's rows: their order makes no difference. */
export const stateHash = (tables: TableSet): Effect.Effect<string, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const parts = yield* reader.query(hashQuery(tables), {});
    return hash(
      "sha256",
      JSON.stringify(parts.map(({ part, rows, sum, xor }) => [part, rows, sum, xor])),
      "hex",
    );
  });
