import { EngineError } from "./EngineError.ts";
import { lex, type Token } from "./Lexer.ts";
import type { Statement } from "./Statement.ts";

/** A name as the engine understands it; undefined for what is no name. */
const nameOf = (token: Token | undefined): string | undefined => {
  if (token?.kind === "word") return token.text;
  return token?.kind === "quoted" && /^["`]/.test(token.text) ? token.text.slice(1, -1) : undefined;
};

const denied = (detail: string) => EngineError.make(497, detail, "ACCESS_DENIED");

/** Of the engine's own tables, those that drivers and tools read: what there is, and nothing of what is going on. */
const plainSystemTables = new Set(
  (
    "one numbers tables columns databases schemata functions settings formats data_type_families table_functions " +
    "table_engines time_zones keywords completions build_options collations"
  ).split(" "),
);

/** Table functions that take the name of a table, or a whole query, as a text. */
const byText = new Set(["eval", "merge", "cluster", "clusterAllReplicas", "dictionary"]);

/**
 * What an analyst may not say although the engine would let them. It has a function that reads files of this machine
 * and asks no right for it: as a column `file` is written with its table. And whatever a role is granted, it shows all
 * of its own tables.
 */
const refuseNames = (sql: string): void => {
  const tokens = [...lex(sql)];
  for (const [i, token] of tokens.entries()) {
    const name = nameOf(token);
    if (name === undefined) continue;
    const next = tokens[i + 1]?.text;
    if (token.kind === "quoted" && name.includes("\\"))
      throw denied(`the name ${token.text} has a backslash, which an analyst's query may not have`);
    const qualified = tokens[i - 1]?.text === "." && next !== "(";
    if (name === "file" && !qualified)
      throw denied(
        "file() reads files of this machine, which an analyst may not; write the column with its table: t.file",
      );
    if (byText.has(name) && next === "(") throw denied(`an analyst may not use ${name}()`);
    const table = nameOf(tokens[i + 2]) ?? "";
    if (name === "system" && next === "." && !plainSystemTables.has(table))
      throw denied(`system.${table} tells of the engine's work, which an analyst may not read`);
  }
};

/**
 * Sees that a statement of an analyst only reads: SELECT, SHOW, DESCRIBE, EXPLAIN, EXISTS. The engine refuses the rest
 * by the role and by `readonly`, but for taking on another role and ending other queries. Throws `EngineError`.
 */
export const onlyReads = (statement: Statement): void => {
  if (statement.kind === "stream") return refuseNames(`${statement.head} ${statement.tail}`);
  if (statement.kind === "run" && statement.access === "read") return refuseNames(statement.sql);
  throw denied("an analyst may only read: SELECT, SHOW, DESCRIBE, EXPLAIN, EXISTS");
};
