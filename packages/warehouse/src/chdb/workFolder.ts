import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exitCodes } from "./exitCodes.ts";
import { StartError } from "./Folder.ts";

/**
 * The engine reads `*`, `?`, `{a,b}` and `::` in a file's path as patterns and archives: it would find no
 * rows there, and insert none without a word.
 */
export const isPlainPath = (path: string): boolean => !/[*?{}[\]|]|::/.test(path);

/**
 * An empty folder for pipes and rows under way: inside the warehouse's, or, when that path would be taken
 * for a pattern, in `temporary`.
 */
export const makeWorkFolder = (folder: string, temporary: string): string => {
  if (isPlainPath(folder)) {
    const work = join(folder, "http");
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { mode: 0o700 });
    return work;
  }
  if (isPlainPath(temporary)) return mkdtempSync(join(temporary, "rapport-chdb-"));
  const detail = `neither ${folder} nor ${temporary} is a path without any of * ? { } [ ] | ::`;
  throw new StartError(exitCodes.notWritable, detail);
};
