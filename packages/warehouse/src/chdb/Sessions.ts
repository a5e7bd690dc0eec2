import type { Engine } from "./Engine.ts";
import { EngineError } from "./EngineError.ts";
import type { Connection } from "./Native.ts";
import { identifier, literal } from "./Settings.ts";

export interface SessionRequest {
  readonly id: string;
  /** It ends when it was not used for so long. */
  readonly timeoutMs: number;
  /** It must be there already. */
  readonly mustExist: boolean;
  readonly closeAfter: boolean;
}

/** What one query changes on its session's connection, to be put back after it. */
export interface SessionChanges {
  readonly settings: ReadonlyArray<string>;
  readonly database: boolean;
}

interface Session {
  readonly connection: Connection;
  busy: boolean;
  idle: NodeJS.Timeout | undefined;
}

const mostSessions = 500;

/**
 * Sessions clients name by `session_id`: temporary tables, SET and USE last from one query to the next.
 * What a query's URL sets holds for that query alone and is put back after it. One query at a time.
 */
export class Sessions {
  readonly #engine: Engine;
  readonly #open = new Map<string, Session>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Calls `use` with the session's connection, and puts `changes` back after it. */
  async with<A>(
    request: SessionRequest,
    changes: SessionChanges,
    use: (connection: Connection) => Promise<A>,
  ): Promise<A> {
    const session = this.#take(request);
    try {
      const undo = await this.#undo(session.connection, changes);
      try {
        return await use(session.connection);
      } finally {
        for (const statement of undo) await this.#engine.execute(session.connection, statement);
      }
    } finally {
      session.busy = false;
      if (request.closeAfter) this.#end(request.id);
      else session.idle = setTimeout(() => this.#end(request.id), request.timeoutMs).unref();
    }
  }

  /** Ends those that no query is using. */
  closeIdle(): void {
    for (const [id, session] of this.#open) if (!session.busy) this.#end(id);
  }

  #take({ id, mustExist }: SessionRequest): Session {
    const known = this.#open.get(id);
    if (known === undefined) {
      if (mustExist) throw EngineError.make(372, `Session ${id} not found`, "SESSION_NOT_FOUND");
      if (this.#open.size >= mostSessions)
        throw EngineError.make(
          202,
          `more than ${mostSessions} sessions are open`,
          "TOO_MANY_SIMULTANEOUS_QUERIES",
        );
      const session: Session = { connection: this.#engine.open(), busy: true, idle: undefined };
      this.#open.set(id, session);
      return session;
    }
    if (known.busy)
      throw EngineError.make(373, `Session ${id} is locked by a concurrent client`, "SESSION_IS_LOCKED");
    clearTimeout(known.idle);
    known.busy = true;
    return known;
  }

  #end(id: string): void {
    const session = this.#open.get(id);
    if (session === undefined || session.busy) return;
    clearTimeout(session.idle);
    this.#open.delete(id);
    this.#engine.close(session.connection);
  }

  /** The statements that put back what is about to be changed. */
  async #undo(connection: Connection, changes: SessionChanges): Promise<ReadonlyArray<string>> {
    if (changes.settings.length === 0 && !changes.database) return [];
    const list = ["", ...changes.settings].map(literal).join(", ");
    const sql =
      `SELECT '' AS name, currentDatabase() AS value, true AS changed ` +
      `UNION ALL SELECT name, value, changed = 1 FROM system.settings WHERE name IN (${list})`;
    const { bytes } = await this.#engine.execute(connection, sql, "JSONCompactEachRow");
    const lines = Buffer.from(bytes).toString().trim().split("\n");
    return lines.flatMap((line) => {
      const [name, value, changed]: [string, string, boolean] = JSON.parse(line);
      if (name !== "") return `SET ${name} = ${changed ? literal(value) : "DEFAULT"}`;
      return changes.database ? `USE ${identifier(value)}` : [];
    });
  }
}
