/**
 * Where a token that may hide a semicolon ends, or -1 when it never does. `at` is its first character.
 * The lexical rules are ClickHouse's: quotes of three kinds with backslash escapes and doubling, `--`, `#!`
 * and `# ` comments to the end of the line, comments in slashes and stars (not nested), heredocs `$tag$…$tag$`.
 */
const endOfHidingToken = (sql: string, at: number): number | null => {
  const rest2 = sql.slice(at, at + 2);
  const quote = sql[at];
  if (quote === "'" || quote === '"' || quote === "`") {
    for (let i = at + 1; i < sql.length; i++) {
      if (sql[i] === "\\") i++;
      else if (sql[i] === quote) {
        if (sql[i + 1] !== quote) return i + 1;
        i++;
      }
    }
    return -1;
  }
  if (rest2 === "--" || rest2 === "#!" || rest2 === "# ") {
    const end = sql.indexOf("\n", at);
    return end === -1 ? sql.length : end + 1;
  }
  if (rest2 === "/*") {
    const end = sql.indexOf("*/", at + 2);
    return end === -1 ? -1 : end + 2;
  }
  const tag = quote === "$" ? /^\$\w*\$/.exec(sql.slice(at, at + 66))?.[0] : undefined;
  if (tag === undefined) return null;
  const end = sql.indexOf(tag, at + tag.length);
  return end === -1 ? -1 : end + tag.length;
};

const isComment = (token: string): boolean => /^(?:--|#!|# |\/\*)/.test(token);

/**
 * The statements of a SQL file, in order, without their semicolons and comments; empty ones are left out.
 * Throws when a quote, comment or heredoc is never closed, with the line where it began.
 */
export const sqlStatements = (sql: string): ReadonlyArray<string> => {
  const statements: Array<string> = [];
  let current = "";
  const finish = () => {
    if (current.trim() !== "") statements.push(current.trim());
    current = "";
  };
  for (let i = 0; i < sql.length;) {
    const end = endOfHidingToken(sql, i);
    if (end === -1) {
      const line = sql.slice(0, i).split("\n").length;
      throw new Error(`line ${line}: ${sql.slice(i, i + 2).trim()} is never closed`);
    }
    if (end === null) {
      if (sql[i] === ";") finish();
      else current += sql[i];
      i++;
    } else {
      const token = sql.slice(i, end);
      current += isComment(token) ? "\n" : token;
      i = end;
    }
  }
  finish();
  return statements;
};
