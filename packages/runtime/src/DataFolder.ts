import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Context, Data, Effect, Layer, Runtime } from "effect";
import { exitCodes } from "./ExitCodes.ts";
import { readSetting, type SettingError } from "./Setting.ts";
import { settings } from "./Settings.ts";
import { workingFolder } from "./Environment.ts";

/** `setting` is what named the folder: RAPPORT_DATA or --data. */
export class DataFolderError extends Data.TaggedError("DataFolderError")<{
  readonly setting: string;
  readonly folder: string;
  readonly problem: string;
  readonly action: string;
}> {
  override get message() {
    return `${this.setting}: folder ${this.folder} ${this.problem}`;
  }
  override readonly [Runtime.errorExitCode] = exitCodes.usage;
}

/** Absolute paths of everything Rapport keeps for one firm on one machine. */
export interface DataFolderPaths {
  readonly root: string;
  readonly logFile: string;
  readonly warehouseFolder: string;
  readonly warehousePasswordFile: string;
  /** Accounts, sessions, who looked at what, unless RAPPORT_ACCOUNTS names another. */
  readonly accessFile: string;
  readonly runFolder: string;
  readonly lockFile: string;
  readonly ownerFile: string;
  readonly warehouseAddressFile: string;
  readonly reportingAddressFile: string;
}

export const pathsOf = (root: string): DataFolderPaths => ({
  root,
  logFile: join(root, "log", "log.sqlite"),
  warehouseFolder: join(root, "warehouse"),
  warehousePasswordFile: join(root, "warehouse.password"),
  accessFile: join(root, "access.sqlite"),
  runFolder: join(root, "run"),
  lockFile: join(root, "run", "lock.sqlite"),
  ownerFile: join(root, "run", "owner.json"),
  warehouseAddressFile: join(root, "run", "warehouse.json"),
  reportingAddressFile: join(root, "run", "reporting.json"),
});

const codeOf = (cause: unknown): string => String((cause as NodeJS.ErrnoException).code ?? "");

const fsProblem = (setting: string, folder: string) => (cause: unknown) => {
  const code = codeOf(cause);
  const fail = (problem: string, action: string) => new DataFolderError({ setting, folder, problem, action });
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return fail("is not writable", `Give yourself write permission on it, or name another with --data DIR.`);
  }
  if (code === "ENOTDIR" || code === "EEXIST") {
    return fail("is not a folder", "Name a folder with --data DIR, or move the file away.");
  }
  if (code === "ENOSPC")
    return fail("is on a full disk", "Free some space, or name another with --data DIR.");
  return fail(`cannot be used (${code || String(cause)})`, "Name another with --data DIR.");
};

/** `mkdir -p`; Node's own recursive one never ends where the parent exists and yet takes no folder. */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === "EEXIST") return;
    if (codeOf(error) !== "ENOENT" || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
  }
};

/** Makes the folder and its parts for this user alone (0700), and checks that it can be written. */
export const prepareDataFolder = (
  root: string,
  setting: string,
): Effect.Effect<DataFolderPaths, DataFolderError> =>
  Effect.tryPromise({
    try: async () => {
      const paths = pathsOf(root);
      await makeFolder(root);
      if (!(await stat(root)).isDirectory()) throw Object.assign(new Error(root), { code: "ENOTDIR" });
      await access(root, constants.W_OK | constants.X_OK);
      for (const folder of [join(root, "log"), paths.warehouseFolder, paths.runFolder]) {
        await makeFolder(folder);
        await access(folder, constants.W_OK | constants.X_OK);
      }
      return paths;
    },
    catch: fsProblem(setting, root),
  });

/** True when the folder holds a log already: something was ingested or said there. */
export const dataFolderExists = (root: string): Effect.Effect<boolean> =>
  Effect.promise(() =>
    stat(pathsOf(root).logFile).then(
      () => true,
      () => false,
    ),
  );

/** Where Rapport keeps its files; prepared when the layer is built. */
export class DataFolder extends Context.Service<DataFolder, DataFolderPaths>()(
  "@rapport/runtime/DataFolder",
) {
  /** The folder named on the command line. */
  static readonly layerAt = (root: string): Layer.Layer<DataFolder, DataFolderError> =>
    Layer.effect(DataFolder, prepareDataFolder(root, "--data"));

  /** The folder RAPPORT_DATA names, relative to where the user stands. */
  static readonly layer: Layer.Layer<DataFolder, DataFolderError | SettingError> = Layer.effect(
    DataFolder,
    Effect.gen(function* () {
      const folder = yield* readSetting(settings.dataFolder);
      return yield* prepareDataFolder(resolve(workingFolder(), folder), "RAPPORT_DATA");
    }),
  );
}
