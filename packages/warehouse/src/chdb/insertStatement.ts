import { lex, type Token } from "./Lexer.ts";

/** An INSERT whose rows follow it. */
export interface InsertStatement {
  readonly kind: "insert";
  /** Where the rows begin, as an index in the text; may lie behind its end. */
  readonly dataStart: number;
  /** The statement that reads the rows from a file; `path` is a string literal. */
  readonly fromFile: (path: string) => string;
}

const word = (token: Token, text: string) => token.kind === "word" && token.text.toUpperCase() === text;

/** Rows begin behind the format's name: blanks and one line end are skipped, as the engine's parser does. */
const rowsStart = (sql: string, from: number): number => {
  let at = from;
  while (sql[at] === " " || sql[at] === "\t" || sql[at] === "\f") at++;
  if (sql[at] === "\r") at++;
  if (sql[at] === "\n") at++;
  return at;
};

/** `INSERT INTO t FROM INFILE … [SETTINGS …] FORMAT f` */
const direct = (head: string, settings: string, format: string, dataStart: number): InsertStatement => ({
  kind: "insert",
  dataStart,
  fromFile: (path) => `${head} FROM INFILE ${path} COMPRESSION 'none' ${settings} FORMAT ${format}`,
});

/** `INSERT INTO t SELECT … FROM input('structure') …`: the rows' file takes the place of `input`. */
const throughInput = (
  sql: string,
  input: { readonly open: number; readonly close: number; readonly start: number },
  formatAt: number,
  format: string,
  dataStart: number,
): InsertStatement => ({
  kind: "insert",
  dataStart,
  fromFile: (path) =>
    `${sql.slice(0, input.start)}file(${path}, '${format}', ${sql.slice(input.open, input.close)}, 'none')` +
    sql.slice(input.close + 1, formatAt),
});

/** The `input('…')` of a SELECT: where its name, its brackets' inside and its end are. */
const findInput = (sql: string, before: number) => {
  let name: Token | undefined;
  let open: Token | undefined;
  for (const token of lex(sql)) {
    if (token.start >= before) return undefined;
    if (open !== undefined && token.text === ")" && token.depth === open.depth)
      return { start: name?.start ?? 0, open: open.end, close: token.start };
    if (name !== undefined && open === undefined) open = token.text === "(" ? token : undefined;
    if (open === undefined) name = word(token, "INPUT") ? token : undefined;
  }
  return undefined;
};

/**
 * Reads `INSERT … VALUES` and `INSERT … FORMAT name`, up to the rows and no further: what follows may be
 * anything. Undefined for other inserts (`INSERT … SELECT` without `input`, `FROM INFILE`).
 */
export const insertWithRows = (sql: string): InsertStatement | undefined => {
  let settingsAt: number | undefined;
  let formatAt: number | undefined;
  let selects = false;
  let previous: Token | undefined;
  for (const token of lex(sql)) {
    if (token.depth !== 0) continue;
    const afterInto = previous !== undefined && (word(previous, "INTO") || word(previous, "TABLE"));
    previous = token;
    if (formatAt !== undefined && token.kind === "word") {
      const dataStart = rowsStart(sql, token.end);
      if (selects) {
        const input = findInput(sql, formatAt);
        return input && throughInput(sql, input, formatAt, token.text, dataStart);
      }
      const place = settingsAt ?? formatAt;
      return direct(sql.slice(0, place), sql.slice(place, formatAt), token.text, dataStart);
    }
    formatAt = word(token, "FORMAT") && !afterInto ? token.start : undefined;
    if (word(token, "SELECT") || word(token, "WITH")) selects = true;
    if (word(token, "INFILE") || word(token, "WATCH")) return undefined;
    if (word(token, "SETTINGS") && !selects && !afterInto) settingsAt = token.start;
    if (word(token, "VALUES") && !selects && !afterInto) {
      const place = settingsAt ?? token.start;
      return direct(sql.slice(0, place), sql.slice(place, token.start), "Values", token.end);
    }
  }
  return undefined;
};
