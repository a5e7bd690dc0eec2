import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodes } from "./exitCodes.ts";

/** The process cannot start; `exitCode` is one of `exitCodes`. */
export class StartError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.exitCode = exitCode;
  }
}

const reason = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

/** Makes the folder when it is absent, and sees that it can be written to. */
export const prepareFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartError(
      exitCodes.notWritable,
      `warehouse folder ${folder} is not writable (${reason(cause)}); choose another or change its permissions`,
      cause,
    );
  }
};

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && Reflect.get(cause, "code") === "EPERM";
  }
};

/** The process that holds the folder, by the status file the engine keeps locked; undefined when none lives. */
export const holderOf = (folder: string): number | undefined => {
  const status = join(folder, "status");
  if (!existsSync(status)) return undefined;
  const pid = Number(/^PID: (\d+)$/m.exec(readFileSync(status, "utf8"))?.[1]);
  return Number.isSafeInteger(pid) && pid > 0 && pid !== process.pid && alive(pid) ? pid : undefined;
};

/** Opens the engine on `folder`, and says who has it when somebody does. */
export const openOn = <A>(folder: string, open: () => A): A => {
  try {
    return open();
  } catch (cause) {
    const holder = holderOf(folder);
    if (holder !== undefined)
      throw new StartError(
        exitCodes.inUse,
        `warehouse folder ${folder} is in use by process ${holder}; stop it first, or use another folder`,
        cause,
      );
    throw new StartError(
      exitCodes.engine,
      `the engine cannot open warehouse folder ${folder}: ${reason(cause)}`,
      cause,
    );
  }
};
