import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationFile } from "./plan.ts";

/** `infra/clickhouse/migrations` of this repository. */
export const migrationsFolder: string = fileURLToPath(
  new URL("../../../../infra/clickhouse/migrations/", import.meta.url),
);

/** The `NNNN_name.sql` files of a folder, by number. Throws on a .sql file of another name. */
export const readMigrationFiles = (folder: string): ReadonlyArray<MigrationFile> =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .toSorted()
    .map((file) => {
      const parts = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file);
      if (parts === null) throw new Error(`${join(folder, file)} is not named NNNN_name.sql`);
      const text = readFileSync(join(folder, file), "utf8");
      return { version: Number(parts[1]), name: parts[2] ?? "", text, sha256: hash("sha256", text, "hex") };
    });
