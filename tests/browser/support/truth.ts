import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

/** What the simulator knows of the agency, and the program never read. */
export const readTruthOf = <T>(): T =>
  JSON.parse(readFileSync(join(inject("agency").folder, "truth.json"), "utf8")) as T;
