import { execFileSync } from "node:child_process";
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A file system of a few megabytes, in memory, that can be filled up. */
export interface SmallDisk {
  /** Takes all that is left. */
  readonly fill: () => void;
  readonly free: () => void;
  readonly remove: () => void;
}

/** Mounts it at `folder`. Needs Linux and the right to mount; fails in plain words without. */
export const mountSmallDisk = (folder: string, sizeMb: number): SmallDisk => {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m`, "tmpfs", folder], { stdio: "pipe" });
  } catch (cause) {
    throw new Error("a full disk cannot be had here: mounting one needs Linux and root", { cause });
  }
  const ballast = join(folder, "ballast");
  return {
    fill: () => {
      const file = openSync(ballast, "a");
      for (const size of [1024 * 1024, 4096, 1]) {
        const piece = Buffer.alloc(size);
        try {
          for (;;) writeSync(file, piece);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
      }
      fsyncSync(file);
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => {
      execFileSync("umount", ["-l", folder]);
    },
  };
};
