/** A token of ClickHouse's SQL. `depth` counts the brackets open around it. Offsets are string indices. */
export interface Token {
  readonly kind: "word" | "quoted" | "number" | "symbol";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

const isSpace = (c: string) => c === " " || (c >= "\t" && c <= "\r") || c === "\u00a0" || c === "\u3000";
const isWordStart = (c: string) => /[A-Za-z_]/.test(c) || c > "\u007f";
const isWord = (c: string) => /[A-Za-z0-9_]/.test(c) || c > "\u007f";
const opens = "([{";
const closes = ")]}";

/** Index behind a quoted piece that starts at `at`; both '' and \' are escapes. End of text when unclosed. */
const quotedEnd = (sql: string, at: number): number => {
  const quote = sql[at];
  for (let i = at + 1; i < sql.length; i++) {
    if (sql[i] === "\\") i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] === quote) i++;
      else return i + 1;
    }
  }
  return sql.length;
};

/** Index behind a comment that starts at `at`, or `at` when none does. */
const commentEnd = (sql: string, at: number): number => {
  const two = sql.slice(at, at + 2);
  if (two === "/*") {
    const end = sql.indexOf("*/", at + 2);
    return end < 0 ? sql.length : end + 2;
  }
  if (two === "--" || two === "#!" || two === "# ") {
    const end = sql.indexOf("\n", at);
    return end < 0 ? sql.length : end + 1;
  }
  return at;
};

const heredocEnd = (sql: string, at: number): number => {
  const tag = /^\$[A-Za-z0-9_]*\$/.exec(sql.slice(at, at + 128))?.[0];
  if (tag === undefined) return at;
  const end = sql.indexOf(tag, at + tag.length);
  return end < 0 ? at : end + tag.length;
};

const wordEnd = (sql: string, at: number): number => {
  let i = at + 1;
  while (i < sql.length && isWord(sql[i] ?? "")) i++;
  return i;
};

/** The tokens of `sql` from `from` on, lazily: comments and blanks are left out. */
export function* lex(sql: string, from = 0): Generator<Token> {
  let depth = 0;
  let at = from;
  while (at < sql.length) {
    const c = sql[at] ?? "";
    const afterComment = commentEnd(sql, at);
    if (isSpace(c)) at++;
    else if (afterComment > at) at = afterComment;
    else {
      const start = at;
      let kind: Token["kind"] = "symbol";
      if (c === "'" || c === '"' || c === "`") [kind, at] = ["quoted", quotedEnd(sql, at)];
      else if (c === "$" && heredocEnd(sql, at) > at) [kind, at] = ["quoted", heredocEnd(sql, at)];
      else if (isWordStart(c)) [kind, at] = ["word", wordEnd(sql, at)];
      else if (c >= "0" && c <= "9") [kind, at] = ["number", wordEnd(sql, at)];
      else at++;
      if (closes.includes(c)) depth--;
      yield { kind, text: sql.slice(start, at), start, end: at, depth };
      if (opens.includes(c)) depth++;
    }
  }
}
