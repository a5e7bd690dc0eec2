import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsFolder } from "@rapport/warehouse/migrations/files";
import { migrationStatements } from "@rapport/warehouse/migrations/migrationStatements";

/** Views that have been answered from tables since 0013, as they worked it out of the facts at every read. */
const views = [
  "message_holder",
  "client_message",
  "client_activity",
  "client_reply",
  "client_responsiveness",
  "client_rhythm",
];
const named = new RegExp(`\\b(${views.join("|")})\\b`, "g");

/** Makes them once more under names of their own, `plain_…`: plain queries over raw facts that give the same answers. */
export const plainViewStatements = (database: string): ReadonlyArray<string> =>
  migrationStatements(
    readFileSync(join(migrationsFolder, "0003_views.sql"), "utf8"),
    { kind: "plain" },
    database,
  )
    .filter((statement) => views.some((view) => statement.startsWith(`CREATE OR REPLACE VIEW ${view} `)))
    .map((statement) => statement.replaceAll(named, "plain_$1"));
