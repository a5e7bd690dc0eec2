import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { hostname } from "node:os";
import { Answer } from "./Answer.ts";
import { iterate, maxHeadBytes, maxStatementBytes, readHead, rows } from "./Body.ts";
import { chosenEncoding, decoded } from "./Compression.ts";
import { contentType } from "./ContentType.ts";
import { cancelled, type Engine } from "./Engine.ts";
import { EngineError } from "./EngineError.ts";
import { boundaryOf, readForm } from "./Form.ts";
import type { Gate } from "./Gate.ts";
import type { NativeResult } from "./Native.ts";
import type { Pipes } from "./Pipes.ts";
import { readParameters, type RequestParameters } from "./RequestParameters.ts";
import { literal, prelude } from "./Settings.ts";
import type { Spool } from "./Spool.ts";
import { analyse, type Statement } from "./Statement.ts";

/** What handling a query needs of the process. */
export interface Warehouse {
  readonly engine: Engine;
  readonly pipes: Pipes;
  readonly spool: Spool;
  readonly reads: Gate;
  readonly writes: Gate;
  readonly timezone: string;
}

interface Ready {
  readonly parameters: RequestParameters;
  readonly statement: Exclude<Statement, { kind: "refuse" }>;
  readonly body: AsyncIterable<Uint8Array>;
}

const none = async function* (): AsyncGenerator<Uint8Array> {};

/** Finds the statement in the URL, the form or the body, and what of the body is rows. */
const prepare = async (request: IncomingMessage, url: URL): Promise<Ready> => {
  const body = iterate(decoded(request, request.headers["content-encoding"]));
  const boundary = boundaryOf(request.headers["content-type"]);
  const method = request.method ?? "GET";
  if (boundary !== undefined) {
    const form = await readHead(body, Buffer.alloc(0), maxStatementBytes);
    const parameters = readParameters(
      method,
      request.headers,
      url.searchParams,
      readForm(form.bytes, boundary),
    );
    return { parameters, statement: accept(parameters.query), body: none() };
  }
  const parameters = readParameters(method, request.headers, url.searchParams, new Map());
  const text = Buffer.from(parameters.query === "" ? "" : `${parameters.query}\n`);
  const head = await readHead(body, text, text.length + maxHeadBytes);
  // One character per byte, so that an index in the text is a place in the bytes.
  const statement = analyse(head.bytes.toString("latin1"));
  if (statement.kind === "insert") {
    const unread = head.bytes.subarray(Math.min(statement.dataStart, head.bytes.length));
    return { parameters, statement: utf8(statement), body: rows(unread, head.rest) };
  }
  const whole = head.ended ? head : await readHead(head.rest, head.bytes, maxStatementBytes);
  if (!whole.ended)
    throw EngineError.make(62, `the statement is longer than ${maxStatementBytes} bytes`, "SYNTAX_ERROR");
  return { parameters, statement: accept(whole.bytes.toString("utf8")), body: none() };
};

const accept = (sql: string): Ready["statement"] => {
  const statement = analyse(sql);
  if (statement.kind === "refuse") throw EngineError.make(statement.code, statement.detail, statement.name);
  return statement;
};

const utf8 = <S extends { head: string; tail: string }>(statement: S): S => ({
  ...statement,
  head: Buffer.from(statement.head, "latin1").toString("utf8"),
  tail: Buffer.from(statement.tail, "latin1").toString("utf8"),
});

const summary = (result: NativeResult, written: boolean): Record<string, string> => {
  const count = (on: boolean, value: number) => String(on ? value : 0);
  return {
    "X-ClickHouse-Summary": JSON.stringify({
      read_rows: String(result.rowsRead),
      read_bytes: String(result.bytesRead),
      written_rows: count(written, result.rowsRead),
      written_bytes: count(written, result.bytesRead),
      total_rows_to_read: "0",
      result_rows: count(written, result.rowsRead),
      result_bytes: count(written, result.bytesRead),
      elapsed_ns: String(Math.round(result.elapsed * 1e9)),
    }),
  };
};

/** Answers one query. Errors end up in the answer; this never rejects. */
export const handleQuery = async (
  warehouse: Warehouse,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const tag = randomBytes(8).toString("hex");
  const headers: Record<string, string> = {
    "X-ClickHouse-Server-Display-Name": hostname(),
    "X-ClickHouse-Timezone": warehouse.timezone,
    "X-ClickHouse-Exception-Tag": tag,
  };
  let answer = new Answer(response, { headers, tag, encoding: undefined });
  try {
    const ready = await prepare(request, url);
    const { parameters, statement } = ready;
    const stated = statement.kind === "read" ? statement.format : undefined;
    const format = stated ?? parameters.defaultFormat;
    const encoding = parameters.compress
      ? chosenEncoding(request.headers["accept-encoding"] as string)
      : undefined;
    headers["X-ClickHouse-Query-Id"] = parameters.queryId;
    headers["X-ClickHouse-Format"] = format;
    headers["Content-Type"] = contentType(format);
    answer = new Answer(response, { headers, tag, encoding });
    await execute(warehouse, ready, format, answer, gone.signal);
  } catch (cause) {
    await answer.fail(EngineError.of(cause));
  }
};

const execute = async (
  warehouse: Warehouse,
  ready: Ready,
  format: string,
  answer: Answer,
  signal: AbortSignal,
): Promise<void> => {
  const { statement, parameters } = ready;
  const writes = statement.kind === "insert" || (statement.kind === "run" && statement.writes);
  const control = statement.kind === "run" && !statement.writes;
  const run = (sql: string) =>
    warehouse.engine.run({ prelude: prelude(parameters), sql, format, queryId: parameters.queryId, signal });
  const leave = control ? () => undefined : await enter(writes ? warehouse.writes : warehouse.reads, signal);
  try {
    if (statement.kind === "run") {
      const result = await run(statement.sql);
      await answer.write(Buffer.from(result.bytes));
      await answer.end(summary(result, writes));
    } else if (statement.kind === "insert") {
      const result = await warehouse.spool.with(ready.body, signal, (path) =>
        run(`${statement.head} FROM INFILE ${literal(path)} COMPRESSION 'none' ${statement.tail}`),
      );
      await answer.end(summary(result, true));
    } else await stream(warehouse, statement, format, run, answer);
  } finally {
    leave();
  }
};

const enter = async (gate: Gate, signal: AbortSignal): Promise<() => void> => {
  const leave = await gate.enter(signal);
  if (leave !== undefined) return leave;
  if (signal.aborted) throw cancelled();
  throw EngineError.make(202, "Too many simultaneous queries", "TOO_MANY_SIMULTANEOUS_QUERIES");
};

/** Runs a reading statement and passes its answer on while it is being made. */
const stream = async (
  warehouse: Warehouse,
  statement: Extract<Statement, { kind: "read" }>,
  format: string,
  run: (sql: string) => Promise<NativeResult>,
  answer: Answer,
): Promise<void> => {
  const pipe = warehouse.pipes.open();
  try {
    const tail = statement.tail === "" ? `FORMAT ${format}` : statement.tail;
    const sql = `${statement.head} INTO OUTFILE ${literal(pipe.path)} TRUNCATE ${tail}`;
    const result = run(sql).finally(pipe.finish);
    // The loop below ends when the query does; its outcome is looked at after that.
    result.catch(() => undefined);
    // Read to the end even when the client has gone: the engine must not be left waiting at the pipe.
    for await (const piece of pipe.reader) await answer.write(piece as Buffer);
    await answer.end(summary(await result, false));
  } finally {
    pipe.release();
  }
};
