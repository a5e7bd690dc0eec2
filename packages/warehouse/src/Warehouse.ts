import { Context, Data, type Effect, type Stream } from "effect";
import type { Query } from "./Query.ts";

/**
 * `code` is ClickHouse's exception code (0 when the server was not reached). `retriable`: network, memory
 * or time limits, too many parts; a wrong statement is not.
 */
export class WarehouseError extends Data.TaggedError("WarehouseError")<{
  readonly operation: string;
  readonly detail: string;
  readonly code: number;
  readonly retriable: boolean;
  readonly cause?: unknown;
}> {
  override get message() {
    return `warehouse: ${this.operation}: ${this.detail}`;
  }
}

/** The reading side: what reporting needs, and all it needs. */
export class WarehouseReader extends Context.Service<
  WarehouseReader,
  {
    readonly ping: Effect.Effect<void, WarehouseError>;
    /** All rows, decoded. */
    query<P extends Record<string, unknown>, Row>(
      query: Query<P, Row>,
      params: P,
    ): Effect.Effect<ReadonlyArray<Row>, WarehouseError>;
    /** Rows in chunks as the server sends them, in constant memory; ending early cancels the query. */
    stream<P extends Record<string, unknown>, Row>(
      query: Query<P, Row>,
      params: P,
    ): Stream.Stream<ReadonlyArray<Row>, WarehouseError>;
  }
>()("@rapport/warehouse/WarehouseReader") {}

/** The writing side: the projector and the migrations runner. */
export class WarehouseWriter extends Context.Service<
  WarehouseWriter,
  {
    /** One statement without an answer; `params` are bound. `settings` hold for this statement only. */
    command(
      sql: string,
      params?: Record<string, unknown>,
      settings?: Record<string, string | number>,
    ): Effect.Effect<void, WarehouseError>;
    /**
     * Inserts blocks of ClickHouse's Native format as one statement. Durable when it succeeds. `token` is
     * an optimisation against the common retry, never a proof (03 1.1).
     */
    insertNative(
      table: string,
      block: Uint8Array,
      options?: { readonly token?: string },
    ): Effect.Effect<void, WarehouseError>;
  }
>()("@rapport/warehouse/WarehouseWriter") {}
