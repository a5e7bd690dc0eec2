import { constants, accessSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const canRun = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The browser that `RAPPORT_CHROMIUM` names, else the first of the usual names on the path; null where there is none. */
export const findChromium = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null => {
  const named = environment["RAPPORT_CHROMIUM"];
  if (named !== undefined && named !== "") return canRun(named) ? named : null;
  const folders = (environment["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(canRun) ?? null;
};
