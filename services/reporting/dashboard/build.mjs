// Makes dist/ out of the sources; does nothing where it holds what the same sources made.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const stamp = join(here, "dist", ".sources");
const sources = ["src", "public"]
  .map((name) => join(here, name))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
const configuration = ["index.html", "package.json", "vite.config.ts", "build.mjs"].map((name) =>
  join(here, name),
);
const hash = createHash("sha256");
for (const file of [...sources, ...configuration].toSorted())
  hash.update(file.slice(here.length)).update(readFileSync(file));
const digest = hash.digest("hex");

if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) process.exit(0);
rmSync(stamp, { force: true });
const { build } = await import("vite");
await build({ root: here, configFile: join(here, "vite.config.ts"), logLevel: "warn" });
writeFileSync(stamp, digest);
