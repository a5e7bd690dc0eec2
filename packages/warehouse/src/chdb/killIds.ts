import { lex } from "./Lexer.ts";
import { literal } from "./Settings.ts";

const unquoted = (text: string): string | undefined =>
  text.startsWith("'") && text.endsWith("'") && !text.includes("\\")
    ? text.slice(1, -1).replaceAll("''", "'")
    : undefined;

/**
 * The library chooses query ids itself. In a KILL QUERY, each string that is the id a client gave to a
 * running query is replaced by the engine's; others stay, so the ids of `system.processes` work too.
 */
export const replaceQueryIds = async (
  sql: string,
  engineId: (queryId: string) => Promise<string | undefined>,
): Promise<string> => {
  let out = "";
  let at = 0;
  for (const token of lex(sql)) {
    const id = token.kind === "quoted" ? unquoted(token.text) : undefined;
    const known = id === undefined ? undefined : await engineId(id);
    if (known === undefined) continue;
    out += sql.slice(at, token.start) + literal(known);
    at = token.end;
  }
  return out + sql.slice(at);
};
