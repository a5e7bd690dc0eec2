// Builds the pages where these sources have not been built yet. Many may do so at once: each builds beside the place
// and moves its work there, and whoever comes second throws theirs away.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { compressFolder } from "./compress.ts";
import { distFolder, distRoot } from "./sources.ts";

const target = distFolder();
if (existsSync(target)) process.exit(0);

const making = join(distRoot, `.making-${process.pid}`);
mkdirSync(making, { recursive: true });
await build({
  root: join(import.meta.dirname, ".."),
  configFile: join(import.meta.dirname, "..", "vite.config.ts"),
  logLevel: "warn",
  build: { outDir: making, emptyOutDir: true },
});
compressFolder(making);
try {
  renameSync(making, target);
} catch (cause) {
  rmSync(making, { recursive: true, force: true });
  if (!existsSync(target)) throw cause;
}
// A server reads all of it when it starts, so that earlier ones can go.
for (const name of readdirSync(distRoot))
  if (!name.startsWith(".making-") && join(distRoot, name) !== target)
    rmSync(join(distRoot, name), { recursive: true, force: true });
