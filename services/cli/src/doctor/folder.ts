import { stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { DataFolderPaths } from "@rapport/runtime/DataFolder";
import { Effect } from "effect";
import { type Finding, ok, problem, warning } from "./Finding.ts";
import { checkDisk, checkFileSystem } from "./machine.ts";

const modeOf = (path: string): Effect.Effect<number | null> =>
  Effect.promise(() =>
    stat(path).then(
      (info) => info.mode & 0o777,
      () => null,
    ),
  );

const octal = (mode: number): string => mode.toString(8).padStart(4, "0");

/** Others on the machine must not read the data folder, and nobody but its owner the password. */
export const checkPermissions = (paths: DataFolderPaths): Effect.Effect<ReadonlyArray<Finding>> =>
  Effect.gen(function* () {
    const folder = yield* modeOf(paths.root);
    if (folder === null) return [ok("data folder", `${paths.root} does not exist yet`)];
    const findings: Array<Finding> = [];
    if ((folder & 0o077) !== 0) {
      findings.push(
        warning(
          "data folder",
          `${paths.root} is open to others (${octal(folder)})`,
          `chmod 700 ${paths.root}`,
        ),
      );
    }
    const password = yield* modeOf(paths.warehousePasswordFile);
    if (password !== null && (password & 0o077) !== 0) {
      const file = paths.warehousePasswordFile;
      findings.push(
        problem("data folder", `${file} is open to others (${octal(password)})`, `chmod 600 ${file}`),
      );
    }
    return findings.length === 0 ? [ok("data folder", paths.root)] : findings;
  });

/** The nearest folder above that exists: where the data folder would be made. */
const existing = async (path: string): Promise<string> => {
  const here = await stat(path).then(
    () => true,
    () => false,
  );
  return here || dirname(path) === path ? path : existing(dirname(path));
};

export const checkStorage = (paths: DataFolderPaths): Effect.Effect<ReadonlyArray<Finding>> =>
  Effect.promise(async () => {
    const folder = await existing(paths.root);
    const info = await statfs(folder);
    const network = checkFileSystem(info.type);
    const disk = checkDisk(info.bavail * info.bsize, folder);
    return network === null ? [disk] : [disk, network];
  });
