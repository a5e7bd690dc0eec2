import type { Refusal } from "@rapport/runtime/Failure";
import { usageError } from "@rapport/runtime/Failure";
import { EngineError } from "@rapport/warehouse/chdb/EngineError";
import { onlyReads } from "@rapport/warehouse/chdb/onlyReads";
import { analyse } from "@rapport/warehouse/chdb/Statement";
import { Effect } from "effect";

/** The engine's words without the code before and the name behind them. */
export const bareWords = (message: string): string =>
  message
    .replace(/^Code: \d+\. (?:DB::Exception: )?/, "")
    .replace(/\s*\(version [^)]*\)/, "")
    .replace(/\.?\s*\([A-Z_]+\)\s*$/, "");

/**
 * One statement that only reads, without its semicolon; refused in words otherwise, before anything is started. That
 * nothing else can happen is the engine's business (`readonly`, the analyst's role), not this one's.
 */
export const readStatement = (text: string): Effect.Effect<string, Refusal> =>
  Effect.try({
    try: () => {
      const statement = analyse(text);
      if (statement.kind === "refuse")
        throw EngineError.make(statement.code, statement.detail, statement.name);
      onlyReads(statement);
      return statement;
    },
    catch: (cause) =>
      usageError(bareWords(EngineError.of(cause).message), "One SELECT, as a text or from -."),
  }).pipe(
    Effect.flatMap((statement) => {
      if (statement.kind === "insert") return Effect.fail(usageError("an INSERT changes the warehouse"));
      if (statement.format !== undefined)
        return Effect.fail(
          usageError(`the query names a format, ${statement.format}`, "Leave FORMAT out and say --format."),
        );
      return Effect.succeed(statement.kind === "stream" ? statement.head : statement.sql);
    }),
  );
