import { utimesSync, writeFileSync } from "node:fs";

let lastMs = 0;

/**
 * Writes a file as somebody does who comes back later: each call's file is younger than the last one's. File systems
 * tell times by a clock of some milliseconds, and a test may write, read and write again within one tick of it; by size
 * and time nobody could tell the two files apart then.
 */
export const writeLater = (path: string, text: string): void => {
  lastMs = Math.max(Date.now(), lastMs + 10);
  writeFileSync(path, text);
  utimesSync(path, lastMs / 1000, lastMs / 1000);
};
