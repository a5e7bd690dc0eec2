import { ClickHouseError } from "@clickhouse/client";
import type { z } from "zod";
import { WarehouseError } from "../Warehouse.ts";

/**
 * Exception codes after which the same statement may succeed later: limits of time, memory, parts and
 * connections, the disk, the network between replicas, Keeper, a cancelled query. Every other code speaks
 * of the statement itself. Source: ClickHouse `src/Common/ErrorCodes.cpp`.
 */
const retriableCodes: ReadonlySet<number> = new Set([
  159, // TIMEOUT_EXCEEDED
  160, // TOO_SLOW
  202, // TOO_MANY_SIMULTANEOUS_QUERIES
  203, // NO_FREE_CONNECTION
  209, // SOCKET_TIMEOUT
  210, // NETWORK_ERROR
  225, // NO_ZOOKEEPER
  236, // ABORTED
  241, // MEMORY_LIMIT_EXCEEDED
  242, // TABLE_IS_READ_ONLY
  243, // NOT_ENOUGH_SPACE
  252, // TOO_MANY_PARTS
  279, // ALL_CONNECTION_TRIES_FAILED
  285, // TOO_FEW_LIVE_REPLICAS
  286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
  289, // REPLICA_IS_NOT_IN_QUORUM
  319, // UNKNOWN_STATUS_OF_INSERT
  394, // QUERY_WAS_CANCELLED
  439, // CANNOT_SCHEDULE_TASK
  473, // DEADLOCK_AVOIDED
  499, // S3_ERROR
  517, // CANNOT_ASSIGN_ALTER
  529, // NOT_A_LEADER
  745, // SERVER_OVERLOADED
  999, // KEEPER_EXCEPTION
]);

/** Mistakes of ours, thrown before or after the wire: never worth another try. */
const isOwnMistake = (cause: unknown): boolean =>
  cause instanceof TypeError || cause instanceof SyntaxError || cause instanceof RangeError;

const textOf = (cause: unknown): string => {
  if (cause instanceof AggregateError && cause.message === "") return cause.errors.map(textOf).join("; ");
  return cause instanceof Error ? cause.message : String(cause);
};

/**
 * What the client threw, as the port's error. What carries a ClickHouse exception code is judged by the
 * code; anything else came from the way to the server and is retriable, unless it is a mistake of ours.
 */
export const toWarehouseError =
  (operation: string) =>
  (cause: unknown): WarehouseError => {
    if (cause instanceof WarehouseError) return cause;
    if (cause instanceof ClickHouseError) {
      const code = Number(cause.code);
      const detail = `${cause.message.trim()} (code ${code}${cause.type === undefined ? "" : `, ${cause.type}`})`;
      return new WarehouseError({ operation, detail, code, retriable: retriableCodes.has(code), cause });
    }
    return new WarehouseError({
      operation,
      detail: textOf(cause),
      code: 0,
      retriable: !isOwnMistake(cause),
      cause,
    });
  };

const issueLines = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "(whole)"}: ${issue.message}`)
    .join("; ");

/** Parameters or a row that do not fit the query's schema: the query and its caller disagree. */
export const schemaMismatch = (operation: string, what: string, error: z.ZodError): WarehouseError =>
  new WarehouseError({
    operation,
    detail: `${what} does not fit the query's schema: ${issueLines(error)}`,
    code: 0,
    retriable: false,
    cause: error,
  });
