import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { EngineError } from "./EngineError.ts";
import type { Connection, Native, NativeResult } from "./Native.ts";
import { literal } from "./Settings.ts";

export interface Run {
  /** Statements run first on the same connection: settings, parameters, database. */
  readonly prelude: ReadonlyArray<string>;
  readonly sql: string;
  /** Format of an answer without a FORMAT clause. */
  readonly format: string;
  /** The client's name for this query; no two run at once. */
  readonly queryId: string;
  /** Fires when nobody wants the answer any more: the query is killed. */
  readonly signal: AbortSignal;
}

/**
 * Finds the query that carries a mark. The engine writes a query with bound parameters anew, without its
 * comments; such a query carries the mark as its `log_comment`.
 */
const carries = (mark: string): string =>
  `(endsWith(query, ${literal(mark)}) OR Settings['log_comment'] = ${literal(mark)})`;

/** The library starts as clickhouse-local does, which takes `1` for `SELECT 1`; a server does not. */
const connectionArguments = ["--implicit_select=0"];

/**
 * The engine on one folder. Every query gets a connection of its own (0.1 ms to open), so settings,
 * parameters and the current database of one can never reach the next. One connection stays open for as
 * long as the process lives, and keeps the engine running.
 */
export class Engine {
  readonly #native: Native;
  readonly #folder: string;
  readonly #arguments: ReadonlyArray<string>;
  readonly #anchor: Connection;
  /** Marks of the running queries, by the clients' query ids. */
  readonly #marks = new Map<string, string>();
  #idle: (() => void) | undefined;

  constructor(native: Native, folder: string, configFile?: string) {
    this.#native = native;
    this.#folder = folder;
    this.#arguments = [
      ...connectionArguments,
      ...(configFile === undefined ? [] : [`--config-file=${configFile}`]),
    ];
    this.#anchor = this.open();
  }

  open(): Connection {
    return this.#native.CreateConnection(this.#folder, this.#arguments);
  }

  close(connection: Connection = this.#anchor): void {
    this.#native.CloseConnection(connection);
  }

  /** One statement as it is; rejects with `EngineError`. */
  async execute(connection: Connection, sql: string, format = "Null"): Promise<NativeResult> {
    try {
      return await this.#native.QueryAsyncConnection(connection, sql, format);
    } catch (cause) {
      throw EngineError.of(cause);
    }
  }

  /**
   * Runs a query on a connection of its own, or on `session`. A comment behind its text marks it, so that
   * it can be found and killed: the library chooses its query ids itself.
   */
  async run(options: Run, session?: Connection): Promise<NativeResult> {
    const { queryId, signal } = options;
    if (this.#marks.has(queryId))
      throw EngineError.make(
        216,
        `Query with id = ${queryId} is already running`,
        "QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING",
      );
    const mark = `/* ${randomUUID()} query_id: ${queryId.replaceAll(/[^\w.:-]/g, "_")} */`;
    const ended = new AbortController();
    const kill = () => void this.#kill(mark, ended.signal);
    const connection = session ?? this.open();
    this.#marks.set(queryId, mark);
    try {
      // A session keeps what is set in it, so its queries with parameters go unmarked.
      if (session === undefined && options.prelude.some((statement) => statement.startsWith("SET param_")))
        await this.execute(connection, `SET log_comment = ${literal(mark)}`);
      for (const statement of options.prelude) await this.execute(connection, statement);
      if (signal.aborted) throw cancelled();
      signal.addEventListener("abort", kill, { once: true });
      return await this.execute(connection, `${options.sql} ${mark}`, options.format);
    } catch (cause) {
      throw EngineError.of(cause).without(` ${mark}`);
    } finally {
      signal.removeEventListener("abort", kill);
      ended.abort();
      if (session === undefined) this.close(connection);
      this.#marks.delete(queryId);
      if (this.#marks.size === 0) this.#idle?.();
    }
  }

  /** The engine's id of a query that a client runs as `queryId`; undefined when none does. */
  async engineId(queryId: string): Promise<string | undefined> {
    const mark = this.#marks.get(queryId);
    if (mark === undefined) return undefined;
    const connection = this.open();
    try {
      const sql = `SELECT query_id FROM system.processes WHERE ${carries(mark)}`;
      const { bytes } = await this.execute(connection, sql, "TSVRaw");
      return Buffer.from(bytes).toString().trim() || undefined;
    } finally {
      this.close(connection);
    }
  }

  /** Resolves when no query is running. */
  async drained(): Promise<void> {
    if (this.#marks.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  /**
   * Asks again until the query has ended: it may not have begun when asked first. ASYNC, so that asking
   * never waits for the query.
   */
  async #kill(mark: string, ended: AbortSignal): Promise<void> {
    const sql = `KILL QUERY WHERE ${carries(mark)} ASYNC`;
    const connection = this.open();
    try {
      for (let pauseMs = 20; !ended.aborted; pauseMs = Math.min(pauseMs * 2, 1000)) {
        await this.execute(connection, sql).catch(() => undefined);
        await setTimeout(pauseMs, undefined, { signal: ended }).catch(() => undefined);
      }
    } finally {
      this.close(connection);
    }
  }
}

export const cancelled = (): EngineError =>
  EngineError.make(394, "Query was cancelled", "QUERY_WAS_CANCELLED");
