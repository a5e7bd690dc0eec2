import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const here = join(import.meta.dirname, "..");
const configuration = ["index.html", "package.json", "vite.config.ts", "build/build.ts", "build/compress.ts"];

const filesIn = (folder: string): ReadonlyArray<string> =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));

/** What the pages are made from, as a hash: equal sources make equal pages. */
const sourcesDigest = (): string => {
  const hash = createHash("sha256");
  const files = ["src", "public", "../../../packages/contracts/src"].flatMap((name) =>
    filesIn(join(here, name)),
  );
  const others = configuration.map((name) => join(here, name));
  for (const file of [...files, ...others].toSorted())
    hash.update(file.slice(here.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
};

/** Where everything that was ever built lies, a folder for each state of the sources. */
export const distRoot = join(here, "dist");
/** Where the pages of these sources lie once they are built. */
export const distFolder = (): string => join(distRoot, sourcesDigest());
/** The program that builds them: `node build/build.ts`. */
export const buildProgram = join(here, "build", "build.ts");
