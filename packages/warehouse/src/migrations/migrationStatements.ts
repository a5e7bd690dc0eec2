import { distributeStatement } from "../cluster/distributeStatement.ts";
import { renderMigration, type TableMode } from "./render.ts";
import { sqlStatements } from "./sqlStatements.ts";

/**
 * The statements of a migration file as they are sent to the engine, in order: placeholders filled, split, and in a
 * cluster each table made as two (`distributeStatement`). Throws, in words to people, on what cannot be read so.
 */
export const migrationStatements = (text: string, mode: TableMode, database: string): ReadonlyArray<string> =>
  sqlStatements(renderMigration(text, mode)).flatMap((statement) =>
    distributeStatement(statement, mode, database),
  );
