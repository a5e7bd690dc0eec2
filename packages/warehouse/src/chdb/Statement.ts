import { lex, type Token } from "./Lexer.ts";
import { insertWithRows, type InsertStatement } from "./insertStatement.ts";

/** What has to be done with one statement; see `analyse`. */
export type Statement = StreamStatement | InsertStatement | RunStatement | Refusal;

/** A SELECT: its answer goes through a pipe, `INTO OUTFILE` stands between `head` and `tail`. */
export interface StreamStatement {
  readonly kind: "stream";
  readonly head: string;
  readonly tail: string;
  /** Named by its FORMAT clause. */
  readonly format: string | undefined;
}

/** Everything else: it has a short answer or none. */
export interface RunStatement {
  readonly kind: "run";
  readonly sql: string;
  /** First word, upper case. */
  readonly verb: string;
  readonly format: string | undefined;
  /** `control` changes nothing but its own session, or other queries' lives, and waits for nobody. */
  readonly access: "read" | "write" | "control";
}

/** What ClickHouse's HTTP interface refuses as well. */
export interface Refusal {
  readonly kind: "refuse";
  readonly code: number;
  readonly name: string;
  readonly detail: string;
}

const streamVerbs = new Set(["SELECT", "WITH", "FROM"]);
const access: Readonly<Record<string, RunStatement["access"]>> = {
  SHOW: "read",
  DESCRIBE: "read",
  DESC: "read",
  EXPLAIN: "read",
  EXISTS: "read",
  CHECK: "read",
  SET: "control",
  USE: "control",
  KILL: "control",
};

/** Whether a token is this (upper-case) keyword. */
export const is = (token: Token | undefined, word: string): boolean =>
  token?.kind === "word" && token.text.toUpperCase() === word;

const refuse = (code: number, name: string, detail: string): Refusal => ({
  kind: "refuse",
  code,
  name,
  detail,
});

/** Index of the closing `FORMAT name [SETTINGS …]` clause, or -1. */
const formatClause = (tokens: ReadonlyArray<Token>): number =>
  tokens.findLastIndex(
    (token, i) =>
      token.depth === 0 &&
      is(token, "FORMAT") &&
      tokens[i + 1]?.kind === "word" &&
      (i + 2 === tokens.length || is(tokens[i + 2], "SETTINGS")),
  );

const streamed = (sql: string, tokens: ReadonlyArray<Token>): StreamStatement => {
  const at = formatClause(tokens);
  const end = tokens.at(-1)?.end ?? sql.length;
  const place = tokens[at]?.start ?? end;
  return {
    kind: "stream",
    head: sql.slice(0, place),
    tail: sql.slice(place, end),
    format: at < 0 ? undefined : tokens[at + 1]?.text,
  };
};

/**
 * Decides from the text alone how a statement is to be run: what sort it is, where `INTO OUTFILE` or
 * `FROM INFILE` goes, and where inline rows begin. Meaning and correctness stay the engine's business. It
 * refuses what ClickHouse's HTTP interface refuses: several statements in one, files on the server's side.
 */
export const analyse = (sql: string): Statement => {
  if (is(lex(sql).next().value ?? undefined, "INSERT")) {
    const insert = insertWithRows(sql);
    if (insert !== undefined) return insert;
  }
  const tokens = [...lex(sql)];
  while (tokens.at(-1)?.text === ";") tokens.pop();
  if (tokens.length === 0) return refuse(62, "SYNTAX_ERROR", "Empty query");
  if (tokens.some(({ kind, text }) => kind === "symbol" && text === ";"))
    return refuse(62, "SYNTAX_ERROR", "Syntax error (Multi-statements are not allowed)");
  const top = tokens.filter(({ depth }) => depth === 0);
  if (top.some((token, i) => is(token, "INTO") && is(top[i + 1], "OUTFILE")))
    return refuse(48, "NOT_IMPLEMENTED", "INTO OUTFILE is not allowed");
  const verb = tokens.find(({ text }) => text !== "(")?.text.toUpperCase() ?? "";
  if (streamVerbs.has(verb) && !top.some((token) => is(token, "INSERT"))) return streamed(sql, tokens);
  const format = tokens[formatClause(tokens) + 1]?.text;
  return {
    kind: "run",
    sql: sql.slice(0, tokens.at(-1)?.end),
    verb,
    format: formatClause(tokens) < 0 ? undefined : format,
    access: access[verb] ?? "write",
  };
};
