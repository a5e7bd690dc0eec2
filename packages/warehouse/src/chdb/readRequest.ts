import type { IncomingMessage } from "node:http";
import { iterate, maxHeadBytes, maxStatementBytes, readHead, rows } from "./Body.ts";
import { decoded } from "./Compression.ts";
import { EngineError } from "./EngineError.ts";
import { boundaryOf, readForm } from "./Form.ts";
import type { InsertStatement } from "./insertStatement.ts";
import { readParameters, type RequestParameters } from "./RequestParameters.ts";
import { analyse, type RunStatement, type StreamStatement } from "./Statement.ts";

/** A request understood: what to run, and the rows to insert, still unread. */
export interface QueryRequest {
  readonly parameters: RequestParameters;
  readonly statement: StreamStatement | InsertStatement | RunStatement;
  readonly rows: AsyncIterable<Uint8Array>;
}

const none = async function* (): AsyncGenerator<Uint8Array> {};

const accept = (sql: string): QueryRequest["statement"] => {
  const statement = analyse(sql);
  if (statement.kind === "refuse") throw EngineError.make(statement.code, statement.detail, statement.name);
  return statement;
};

/** `query` and the `param_…` as a form's fields: how a client sends parameters too long for a URL. */
const readFormRequest = async (
  request: IncomingMessage,
  url: URL,
  boundary: string,
): Promise<QueryRequest> => {
  const body = iterate(decoded(request, request.headers["content-encoding"]));
  const form = await readHead(body, Buffer.alloc(0), maxStatementBytes);
  if (!form.ended)
    throw EngineError.make(36, `a form is at most ${maxStatementBytes} bytes`, "BAD_ARGUMENTS");
  const fields = readForm(form.bytes, boundary);
  const parameters = readParameters(request.method ?? "GET", request.headers, url.searchParams, fields);
  const text = parameters.query;
  const statement = accept(text);
  const unread = statement.kind === "insert" ? Buffer.from(text.slice(statement.dataStart)) : Buffer.alloc(0);
  return { parameters, statement, rows: rows(unread, none()) };
};

/** The URL's part of the text. Blanks behind an INSERT would be taken for its rows' beginning. */
const inUrl = (query: string): Buffer => {
  if (query === "") return Buffer.alloc(0);
  const statement = analyse(query);
  const bare = statement.kind === "insert" && query.slice(statement.dataStart).trim() === "";
  return Buffer.from(`${bare ? query.trimEnd() : query}\n`);
};

/** Finds the statement in the URL, the body or both, as ClickHouse joins them, and where its rows begin. */
export const readRequest = async (request: IncomingMessage, url: URL): Promise<QueryRequest> => {
  const boundary = boundaryOf(request.headers["content-type"]);
  if (boundary !== undefined) return readFormRequest(request, url, boundary);
  const parameters = readParameters(request.method ?? "GET", request.headers, url.searchParams, new Map());
  const body = iterate(decoded(request, request.headers["content-encoding"]));
  const start = inUrl(parameters.query);
  const head = await readHead(body, start, start.length + maxHeadBytes);
  // One character per byte, so that an index in the text is a place in the bytes.
  const insert = analyse(head.bytes.toString("latin1"));
  if (insert.kind === "insert") {
    const { bytes } = head;
    const at = Math.min(insert.dataStart, bytes.length);
    const statement = accept(bytes.subarray(0, at).toString("utf8"));
    return { parameters, statement, rows: rows(bytes.subarray(at), head.rest) };
  }
  const whole = head.ended ? head : await readHead(head.rest, head.bytes, maxStatementBytes);
  if (!whole.ended)
    throw EngineError.make(62, `the statement is longer than ${maxStatementBytes} bytes`, "SYNTAX_ERROR");
  return { parameters, statement: accept(whole.bytes.toString("utf8")), rows: none() };
};
