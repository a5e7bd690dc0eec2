import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "./findChromium.ts";

/** Which suites that need a browser can run here; paths from the root. */
export interface BrowserSuites {
  readonly run: ReadonlyArray<string>;
  readonly leftOut: ReadonlyArray<{ readonly path: string; readonly tests: number }>;
}

/** All suites of a folder of the repository, or none of them. The number of tests is of those written out, not of loops. */
export const findBrowserSuites = (root: string, folder: string): BrowserSuites => {
  const suites = readdirSync(join(root, folder), { encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
  if (findChromium() !== null) return { run: suites, leftOut: [] };
  const count = (path: string) =>
    readFileSync(join(root, path), "utf8").match(/\bit(?:\.\w+)*\(/g)?.length ?? 0;
  return { run: [], leftOut: suites.map((path) => ({ path, tests: count(path) })) };
};
