import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Refusal, usageError } from "@rapport/runtime/Failure";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { bareWords } from "./readStatement.ts";

/** What a query may take. */
export interface SqlLimits {
  readonly rows: number;
  readonly seconds: number;
  readonly memoryBytes: number;
}

/** The limits as settings of the engine, which ends a query that goes beyond; `readonly` keeps it from changing any. */
export const limitSettings = ({ rows, seconds, memoryBytes }: SqlLimits) => ({
  readonly: 1,
  max_result_rows: rows,
  result_overflow_mode: "throw",
  max_execution_time: seconds,
  // Else the engine may guess from the first moments that it would take too long.
  timeout_before_checking_execution_speed: 0,
  max_memory_usage: memoryBytes,
});

const codes = { timeout: 159, rows: 396, memory: 241, readonly: 164 } as const;
/** Of the statement: syntax, unknown names, wrong types, rights. */
const ofServer = (error: WarehouseError): boolean => error.code === 0 || error.retriable;

/** What the engine refused, in words for whoever typed the query. */
export const sqlRefusal = (error: WarehouseError, limits: SqlLimits): WarehouseError | Refusal => {
  switch (error.code) {
    case codes.timeout:
      return usageError(
        `the query took longer than ${limits.seconds} s`,
        "Allow it more with --timeout SECONDS.",
      );
    case codes.rows:
      return usageError(
        `the answer has more than ${limits.rows.toLocaleString("en")} rows`,
        "Add a LIMIT, or allow more with --max-rows COUNT.",
      );
    case codes.memory:
      return usageError(
        "the query needs more memory than it may take",
        "Ask for fewer columns or rows, or allow it more with --max-memory SIZE.",
      );
    case codes.readonly:
      return usageError(
        "the query changes a setting or more than that",
        "Leave SETTINGS out: queries only read.",
      );
    default:
      return ofServer(error)
        ? error
        : new Refusal({
            what: bareWords(error.detail.replace(/ \(code \d+(?:, [A-Z_]+)?\)$/, "")),
            action: '`rapport sql "SHOW TABLES"` lists what there is; docs/metrics.md says what it means.',
            code: exitCodes.usage,
          });
  }
};
