import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { EngineError } from "./EngineError.ts";
import type { Connection, Native, NativeResult } from "./Native.ts";
import { literal } from "./Settings.ts";

export interface Run {
  /** Statements run first on the same fresh session: settings, parameters, database. */
  readonly prelude: ReadonlyArray<string>;
  readonly sql: string;
  /** Format of an answer without a FORMAT clause. */
  readonly format: string;
  /** Shown behind the text in `system.processes`, so that people find their query. */
  readonly queryId: string;
  /** Fires when the client has gone: the query is killed. */
  readonly signal: AbortSignal;
}

/**
 * The engine on one folder. Every query gets a session of its own (0.2 ms to open), so settings,
 * parameters and the current database of one can never reach the next. One session stays open for as long
 * as the process lives, and keeps the engine running.
 */
export class Engine {
  readonly #native: Native;
  readonly #folder: string;
  readonly #anchor: Connection;
  #running = 0;
  #idle: (() => void) | undefined;

  constructor(native: Native, folder: string) {
    this.#native = native;
    this.#folder = folder;
    this.#anchor = native.CreateConnection(folder);
  }

  get running() {
    return this.#running;
  }

  /** Runs one statement; rejects with `EngineError`. It ends early when `signal` fires, as killed. */
  async run(options: Run): Promise<NativeResult> {
    const mark = `/* ${randomUUID()} query_id: ${options.queryId.replaceAll(/[^\w.:-]/g, "_")} */`;
    const running = new AbortController();
    const kill = () => void this.#kill(mark, running.signal);
    const connection = this.#native.CreateConnection(this.#folder);
    this.#running++;
    try {
      for (const statement of ["SET implicit_select = 0", ...options.prelude])
        await this.#native.QueryAsyncConnection(connection, statement, "Null");
      if (options.signal.aborted) throw cancelled();
      options.signal.addEventListener("abort", kill, { once: true });
      return await this.#native.QueryAsyncConnection(connection, `${options.sql} ${mark}`, options.format);
    } catch (cause) {
      throw EngineError.of(cause).without(` ${mark}`);
    } finally {
      running.abort();
      options.signal.removeEventListener("abort", kill);
      this.#native.CloseConnection(connection);
      this.#running--;
      if (this.#running === 0) this.#idle?.();
    }
  }

  /** Resolves when no query is running. */
  async drained(): Promise<void> {
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  close(): void {
    this.#native.CloseConnection(this.#anchor);
  }

  /**
   * Asks again until the query has ended: it may not have begun when asked first. ASYNC, since SYNC never
   * returns while the query waits for its reader.
   */
  async #kill(mark: string, ended: AbortSignal): Promise<void> {
    const sql = `KILL QUERY WHERE endsWith(query, ${literal(mark)}) ASYNC`;
    const connection = this.#native.CreateConnection(this.#folder);
    try {
      for (let pauseMs = 20; !ended.aborted; pauseMs = Math.min(pauseMs * 2, 1000)) {
        await this.#native.QueryAsyncConnection(connection, sql, "Null").catch(() => undefined);
        await setTimeout(pauseMs, undefined, { signal: ended }).catch(() => undefined);
      }
    } finally {
      this.#native.CloseConnection(connection);
    }
  }
}

export const cancelled = () => EngineError.make(394, "Query was cancelled", "QUERY_WAS_CANCELLED");
