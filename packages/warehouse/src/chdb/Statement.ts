import { lex, type Token } from "./Lexer.ts";

/** What has to be done with one statement; see `analyse`. */
export type Statement =
  /** Its answer is sent through a pipe: the text before and after the place of `INTO OUTFILE`. */
  | { readonly kind: "read"; readonly head: string; readonly tail: string; readonly format?: string }
  /** Rows follow the statement: the text around `FROM INFILE`, and where the rows begin in `sql`. */
  | {
      readonly kind: "insert";
      readonly head: string;
      readonly tail: string;
      readonly format: string;
      readonly dataStart: number;
    }
  /** Everything else; `writes` says whether it may change something beyond its session. */
  | { readonly kind: "run"; readonly sql: string; readonly verb: string; readonly writes: boolean }
  | { readonly kind: "refuse"; readonly code: number; readonly name: string; readonly detail: string };

const readVerbs = new Set([
  "SELECT",
  "WITH",
  "FROM",
  "SHOW",
  "DESCRIBE",
  "DESC",
  "EXPLAIN",
  "EXISTS",
  "CHECK",
]);
const harmlessVerbs = new Set(["SET", "USE", "KILL"]);
const is = (token: Token | undefined, word: string) =>
  token?.kind === "word" && token.text.toUpperCase() === word;

const refuse = (code: number, name: string, detail: string): Statement => ({
  kind: "refuse",
  code,
  name,
  detail,
});

/** Rows begin behind the format's name: blanks and one line end are skipped, as the engine's parser does. */
const rowsStart = (sql: string, from: number): number => {
  let at = from;
  while (sql[at] === " " || sql[at] === "\t" || sql[at] === "\f") at++;
  if (sql[at] === "\r") at++;
  if (sql[at] === "\n") at++;
  return at;
};

/** An INSERT with rows, or undefined for INSERT … SELECT and the like. */
const insertWithRows = (sql: string): Statement | undefined => {
  let settingsAt: number | undefined;
  let formatAt: number | undefined;
  let selects = false;
  for (const token of lex(sql)) {
    if (token.depth !== 0) continue;
    if (formatAt !== undefined) {
      if (token.kind !== "word") {
        formatAt = undefined;
        continue;
      }
      if (selects) return undefined;
      const place = settingsAt ?? formatAt;
      const tail = sql.slice(place, token.end);
      const dataStart = rowsStart(sql, token.end);
      return { kind: "insert", head: sql.slice(0, place), tail, format: token.text, dataStart };
    }
    if (is(token, "SELECT") || is(token, "WITH")) selects = true;
    if (is(token, "INFILE") || is(token, "WATCH")) return undefined;
    if (is(token, "SETTINGS") && !selects) settingsAt = token.start;
    if (is(token, "FORMAT")) formatAt = token.start;
    if (is(token, "VALUES") && !selects) {
      const place = settingsAt ?? token.start;
      const tail = `${sql.slice(place, token.start)} FORMAT Values`;
      return { kind: "insert", head: sql.slice(0, place), tail, format: "Values", dataStart: token.end };
    }
  }
  return undefined;
};

const read = (sql: string, tokens: ReadonlyArray<Token>): Statement => {
  let formatAt = -1;
  for (let i = 0; i + 1 < tokens.length; i++) {
    const next = tokens[i + 2];
    const ends = next === undefined || is(next, "SETTINGS");
    if (tokens[i]?.depth === 0 && is(tokens[i], "FORMAT") && tokens[i + 1]?.kind === "word" && ends)
      formatAt = i;
  }
  const last = tokens.at(-1)?.end ?? sql.length;
  const format = tokens[formatAt];
  if (format === undefined) return { kind: "read", head: sql.slice(0, last), tail: "" };
  return {
    kind: "read",
    head: sql.slice(0, format.start),
    tail: sql.slice(format.start, last),
    format: tokens[formatAt + 1]?.text ?? "",
  };
};

/**
 * Decides from the text alone how a statement is to be run: what sort it is, where `INTO OUTFILE` or
 * `FROM INFILE` goes, and where inline rows begin. Meaning and correctness stay the engine's business. It
 * refuses what ClickHouse's HTTP interface refuses: several statements in one, files on the server's side.
 */
export const analyse = (sql: string): Statement => {
  const first = lex(sql).next().value;
  if (first === undefined) return refuse(62, "SYNTAX_ERROR", "Empty query");
  if (is(first, "INSERT")) {
    const insert = insertWithRows(sql);
    if (insert !== undefined) return insert;
  }
  const all = [...lex(sql)];
  while (all.at(-1)?.text === ";") all.pop();
  if (all.length === 0) return refuse(62, "SYNTAX_ERROR", "Empty query");
  if (all.some((token) => token.kind === "symbol" && token.text === ";"))
    return refuse(62, "SYNTAX_ERROR", "Syntax error (Multi-statements are not allowed)");
  const top = all.filter((token) => token.depth === 0);
  if (top.some((token, i) => is(token, "INTO") && is(top[i + 1], "OUTFILE")))
    return refuse(48, "NOT_IMPLEMENTED", "INTO OUTFILE is not allowed");
  const verb = all.find((token) => token.text !== "(")?.text.toUpperCase() ?? "";
  const text = sql.slice(0, all.at(-1)?.end);
  if (readVerbs.has(verb) && !top.some((token) => is(token, "INSERT"))) return read(sql, all);
  return { kind: "run", sql: text, verb, writes: !harmlessVerbs.has(verb) };
};
