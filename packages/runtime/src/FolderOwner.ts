import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { FolderLock, FolderLocked, type FolderLockError } from "@rapport/event-log/FolderLock";
import { Clock, Data, Effect, Runtime, Schema, type Scope } from "effect";
import { DataFolder } from "./DataFolder.ts";
import { exitCodes } from "./ExitCodes.ts";

/**
 * Who works in a data folder. `lasting`: it stays until it is stopped, so others attach to it. `projects`:
 * it keeps the warehouse up with the log; where it does not, whoever attaches has to.
 */
const OwnerRecord = Schema.fromJsonString(
  Schema.Struct({
    pid: Schema.Int,
    command: Schema.String,
    lasting: Schema.Boolean,
    projects: Schema.Boolean,
  }),
);
export type Owner = typeof OwnerRecord.Type;

/** `owner`: this process has the folder, until the scope closes. `attached`: a lasting owner has it. */
export type Claim = { readonly role: "owner" } | { readonly role: "attached"; readonly owner: Owner };

/** Somebody else has the folder, and this command needs it for itself. Exit code 3. */
export class FolderBusy extends Data.TaggedError("FolderBusy")<{
  readonly folder: string;
  readonly holder: string;
  readonly action: string;
}> {
  override get message() {
    return `${this.folder} is in use by ${this.holder}`;
  }
  override readonly [Runtime.errorExitCode] = exitCodes.locked;
}

/** The owner that was attached to has ended. The same command can claim the folder now. */
export class OwnerGone extends Data.TaggedError("OwnerGone")<{ readonly owner: Owner }> {
  readonly action = "Run the command again.";
  override get message() {
    return `\`${this.owner.command}\` (process ${this.owner.pid}) ended while it was needed`;
  }
}

export interface ClaimOptions {
  /** As the user typed it, for others to read: `rapport up`. */
  readonly command: string;
  readonly lasting: boolean;
  readonly projects: boolean;
  /** Attach to a lasting owner rather than fail. Default: what does not last itself attaches. */
  readonly attach?: boolean;
  /** How long to wait for a single command that has the folder. Default 60 s. */
  readonly waitMs?: number;
}

const lookAgainMs = 100;
/** Waiting longer than this is told. */
const tellAfterMs = 3_000;

const readOwner = (file: string): Effect.Effect<Owner | null> =>
  Effect.tryPromise(() => readFile(file, "utf8")).pipe(
    Effect.flatMap(Schema.decodeEffect(OwnerRecord)),
    Effect.orElseSucceed(() => null),
  );

/** Written whole or not at all: others read it at any moment. */
const writeOwner = (file: string, owner: Owner): Effect.Effect<void> =>
  Effect.promise(async () => {
    await writeFile(`${file}.${owner.pid}`, JSON.stringify(owner), { mode: 0o600 });
    await rename(`${file}.${owner.pid}`, file);
  });

const lockFolder = (
  options: ClaimOptions,
): Effect.Effect<Claim, FolderLocked | FolderLockError, Scope.Scope | DataFolder> =>
  Effect.gen(function* () {
    const { lockFile, ownerFile } = yield* DataFolder;
    yield* FolderLock.acquire(lockFile);
    const { command, lasting, projects } = options;
    const owner = { pid: process.pid, command, lasting, projects };
    yield* Effect.acquireRelease(writeOwner(ownerFile, owner), () =>
      Effect.promise(() => rm(ownerFile, { force: true })),
    );
    return { role: "owner" } as const;
  });

const holderText = (locked: FolderLocked, owner: Owner | null): string => {
  const pid = locked.holderPid === null ? "another process" : `process ${locked.holderPid}`;
  return owner === null ? pid : `\`${owner.command}\` (${pid})`;
};

/**
 * Takes the folder, or attaches to a lasting owner. A single command that has it is waited for. What
 * may not attach fails with `FolderBusy` when a lasting one has the folder.
 */
export const claimFolder = (
  options: ClaimOptions,
): Effect.Effect<Claim, FolderBusy | FolderLockError, Scope.Scope | DataFolder> =>
  Effect.gen(function* () {
    const { root, ownerFile } = yield* DataFolder;
    const startedMs = yield* Clock.currentTimeMillis;
    const until = startedMs + (options.waitMs ?? 60_000);
    const tellAt = startedMs + tellAfterMs;
    let told = false;
    while (true) {
      const claim = yield* Effect.catchTag(lockFolder(options), "FolderLocked", (locked) =>
        Effect.succeed(locked),
      );
      if (!(claim instanceof FolderLocked)) return claim;
      const owner = yield* readOwner(ownerFile);
      // A record of another process is left over from before: the present owner has not written its own yet.
      const present = owner?.pid === claim.holderPid ? owner : null;
      if (present?.lasting === true && (options.attach ?? !options.lasting))
        return { role: "attached", owner: present } as const;
      if (present?.lasting === true || (yield* Clock.currentTimeMillis) >= until) {
        return yield* new FolderBusy({
          folder: root,
          holder: holderText(claim, present),
          action: "Stop it first, or name another folder with --data DIR.",
        });
      }
      if (!told && (yield* Clock.currentTimeMillis) >= tellAt) {
        told = true;
        yield* Effect.logWarning(`waiting for ${holderText(claim, present)} to be done with ${root}`);
      }
      yield* Effect.sleep(lookAgainMs);
    }
  });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Fails with `OwnerGone` once the owner's process has ended; else never ends. */
export const whileOwnerLives = (owner: Owner): Effect.Effect<never, OwnerGone> =>
  Effect.suspend(() =>
    isAlive(owner.pid) ? Effect.sleep(lookAgainMs) : Effect.fail(new OwnerGone({ owner })),
  ).pipe(Effect.forever);
