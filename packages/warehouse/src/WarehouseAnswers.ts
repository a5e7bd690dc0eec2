import { Context, type Effect, type Scope, type Stream } from "effect";
import type { WarehouseError } from "./Warehouse.ts";

/** Output formats of ClickHouse, as far as anything here asks for them. */
export type AnswerFormat =
  | "JSONCompactEachRow"
  | "JSONCompactEachRowWithNamesAndTypes"
  | "JSONEachRow"
  | "Parquet";

/** A statement that reads, and how its answer is to be written. */
export interface EngineStatement {
  /** Shows in `system.query_log`. */
  readonly name: string;
  /** Without a FORMAT clause. */
  readonly sql: string;
  /** Bound by the engine as `{name:Type}`. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly format: AnswerFormat;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Run with what this role may do, and nothing more. */
  readonly role?: string;
  /**
   * Nothing is answered before the query has ended (the server keeps the answer until then), so that whatever goes
   * wrong is an error in words and never half an answer.
   */
  readonly whole?: boolean;
}

/** The reading side as bytes: answers as the engine writes them, in the format asked for. */
export class WarehouseAnswers extends Context.Service<
  WarehouseAnswers,
  {
    /**
     * The answer in chunks as the server sends it, in constant memory; the reader's pace is the server's. Ending early
     * cancels the query. A failure in mid-answer fails the stream: what came until then is no whole answer.
     */
    stream(statement: EngineStatement): Stream.Stream<Uint8Array, WarehouseError>;
    /**
     * The same, once the answer has begun: what is wrong with the statement itself has failed by then. The query ends
     * with the scope.
     */
    open(
      statement: EngineStatement,
    ): Effect.Effect<Stream.Stream<Uint8Array, WarehouseError>, WarehouseError, Scope.Scope>;
  }
>()("@rapport/warehouse/WarehouseAnswers") {}
