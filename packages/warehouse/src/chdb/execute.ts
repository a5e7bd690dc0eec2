import { createReadStream } from "node:fs";
import type { Answer } from "./Answer.ts";
import { cancelled, type Engine, type Run } from "./Engine.ts";
import { EngineError } from "./EngineError.ts";
import type { Gate } from "./Gate.ts";
import type { InsertStatement } from "./insertStatement.ts";
import { replaceQueryIds } from "./killIds.ts";
import type { Connection, NativeResult } from "./Native.ts";
import type { Pipes } from "./Pipes.ts";
import type { QueryRequest } from "./readRequest.ts";
import type { Sessions } from "./Sessions.ts";
import { literal, prelude } from "./Settings.ts";
import type { Spool } from "./Spool.ts";
import type { RunStatement, StreamStatement } from "./Statement.ts";
import { summaryHeader } from "./summary.ts";

/** What running a query needs of the process. */
export interface Warehouse {
  readonly engine: Engine;
  readonly sessions: Sessions;
  readonly pipes: Pipes;
  readonly spool: Spool;
  readonly reads: Gate;
  readonly writes: Gate;
  readonly timezone: string;
}

/** One query under way. */
interface Query {
  readonly warehouse: Warehouse;
  readonly answer: Answer;
  readonly format: string;
  readonly waitEnd: boolean;
  readonly signal: AbortSignal;
  run(sql: string, signal: AbortSignal): Promise<NativeResult>;
}

const through = async <A>(gate: Gate, signal: AbortSignal, use: () => Promise<A>): Promise<A> => {
  const leave = await gate.enter(signal);
  if (leave === undefined) {
    if (signal.aborted) throw cancelled();
    throw EngineError.make(202, "Too many simultaneous queries", "TOO_MANY_SIMULTANEOUS_QUERIES");
  }
  try {
    return await use();
  } finally {
    leave();
  }
};

const syntaxError = 62;

/** Headers that are known when a query has ended. */
type Closing = Record<string, string>;

const runShort = async (query: Query, statement: RunStatement): Promise<Closing> => {
  const { warehouse, answer, signal } = query;
  const { engine } = warehouse;
  const run = async () => {
    const kill = statement.verb === "KILL";
    const sql = kill ? await replaceQueryIds(statement.sql, (id) => engine.engineId(id)) : statement.sql;
    return query.run(sql, signal);
  };
  const gate = statement.access === "read" ? warehouse.reads : warehouse.writes;
  const result = await (statement.access === "control" ? run() : through(gate, signal, run));
  await answer.write(Buffer.from(result.bytes));
  return summaryHeader(result, false);
};

/** The gate opens only when all rows are there: a slow upload holds nobody up. */
const insert = (query: Query, statement: InsertStatement, rows: QueryRequest["rows"]): Promise<Closing> =>
  query.warehouse.spool.with(async (file) => {
    for await (const piece of rows) await file.append(piece);
    const sql = statement.fromFile(literal(file.path));
    const result = await through(query.warehouse.writes, query.signal, () =>
      query.run(sql, query.signal).catch((cause: unknown) => {
        throw EngineError.of(cause).without(`: (in file/uri ${file.path})`);
      }),
    );
    return summaryHeader(result, true);
  });

/**
 * A SELECT that does not parse is run again as its author wrote it: the engine's words then are about that
 * text. (Should it parse there, it is answered as well, held in memory.)
 */
const stream = async (query: Query, statement: StreamStatement): Promise<Closing> => {
  let delivered = false;
  const onPiece = () => (delivered = true);
  return pipeAnswer(query, statement, onPiece).catch(async (cause: unknown) => {
    if (delivered || EngineError.of(cause).code !== syntaxError) throw cause;
    const result = await query.run(`${statement.head}${statement.tail}`, query.signal);
    await query.answer.write(Buffer.from(result.bytes));
    return summaryHeader(result, false);
  });
};

/** Passes the answer on while it is being made; with `waitEnd`, once it is whole. */
const pipeAnswer = async (
  query: Query,
  statement: StreamStatement,
  onPiece: () => void,
): Promise<Closing> => {
  const { warehouse, answer } = query;
  const pipe = warehouse.pipes.open();
  const failed = new AbortController();
  const tail = statement.format === undefined ? `FORMAT ${query.format}` : statement.tail;
  const sql = `${statement.head} INTO OUTFILE ${literal(pipe.path)} TRUNCATE ${tail}`;
  const outcome = query.run(sql, AbortSignal.any([query.signal, failed.signal])).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  const ended = outcome.finally(pipe.finish);
  const finish = async () => {
    const done = await ended;
    if ("error" in done) throw done.error;
    return summaryHeader(done.result, false);
  };
  try {
    const abort = () => failed.abort();
    if (!query.waitEnd) {
      await pipe.read((piece) => (onPiece(), answer.write(piece)), abort);
      return await finish();
    }
    return await warehouse.spool.with(async (file) => {
      await pipe.read((piece) => (onPiece(), file.append(piece)), abort);
      const headers = await finish();
      for await (const piece of createReadStream(file.path)) await answer.write(piece, headers);
      return headers;
    });
  } finally {
    await ended;
    pipe.release();
  }
};

/** Sessions cannot be set back from `readonly`, so there the statement's sort decides. */
const checkReadonly = (request: QueryRequest): void => {
  const { statement, parameters } = request;
  const readonly = parameters.settings.get("readonly") ?? "0";
  if (readonly === "0" || statement.kind === "stream") return;
  if (statement.kind === "run" && statement.access !== "write") return;
  throw EngineError.make(164, "Cannot execute query in readonly mode", "READONLY");
};

/**
 * Runs a request and writes its answer; resolves, when all it used has been given back, with the headers
 * known only then. Rejects with the error that is to be the answer's end.
 */
export const execute = async (
  warehouse: Warehouse,
  request: QueryRequest,
  format: string,
  answer: Answer,
  signal: AbortSignal,
): Promise<Closing> => {
  const { statement, parameters } = request;
  const { session, waitEnd, queryId } = parameters;
  const settings = new Map(parameters.settings);
  if (session !== undefined) settings.delete("readonly");
  const options: Omit<Run, "sql" | "signal"> = {
    prelude: prelude({ ...parameters, settings }),
    format,
    queryId,
  };
  const perform = (connection?: Connection) => {
    const run: Query["run"] = (sql, signal) => warehouse.engine.run({ ...options, sql, signal }, connection);
    const query: Query = { warehouse, answer, format, waitEnd, signal, run };
    if (statement.kind === "run") return runShort(query, statement);
    if (statement.kind === "insert") return insert(query, statement, request.rows);
    return through(warehouse.reads, signal, () => stream(query, statement));
  };
  if (session === undefined) return perform();
  checkReadonly(request);
  // What the statement itself sets is meant to stay.
  const verb = statement.kind === "run" ? statement.verb : "";
  const changes = {
    settings: verb === "SET" ? [] : [...settings.keys()],
    database: parameters.database !== undefined && verb !== "USE",
  };
  return warehouse.sessions.with(session, changes, perform);
};
