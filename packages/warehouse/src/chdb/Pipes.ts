import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { exitCodes } from "./exitCodes.ts";
import { StartError } from "./Folder.ts";

/** A named pipe the engine writes an answer into. */
export interface Pipe {
  readonly path: string;
  /**
   * Hands on each piece and waits for `take`, until `finish` was called and all is read. It reads to the
   * end even when `take` fails, and rejects then: an engine left alone at a pipe would wait for ever.
   */
  read(take: (piece: Buffer) => Promise<void>, onFailure: () => void): Promise<void>;
  /** The engine has closed its end: nothing more will come. */
  finish(): void;
  /** Gives the pipe back; the query must have ended. */
  release(): void;
}

const makePipe = (path: string, giveBack: () => void): Pipe => {
  const input = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // A writer of our own keeps the reader from ending before the engine has opened its end.
  let hold: number | undefined = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const reader = new Socket({ fd: input, readable: true, writable: false });
  const finish = () => {
    if (hold !== undefined) closeSync(hold);
    hold = undefined;
  };
  return {
    path,
    finish,
    read: async (take, onFailure) => {
      let failure: { readonly cause: unknown } | undefined;
      for await (const piece of reader) {
        if (failure !== undefined) continue;
        await take(piece).catch((cause: unknown) => {
          failure = { cause };
          onFailure();
        });
      }
      if (failure !== undefined) throw failure.cause;
    },
    release: () => {
      finish();
      reader.destroy();
      giveBack();
    },
  };
};

/**
 * Named pipes in `folder`, one for each answer under way. Through `INTO OUTFILE` the engine formats a whole
 * answer by itself, any format, and waits while the client is slow: constant memory, bytes as ClickHouse's
 * server sends them. (The library's own stream calls format each block as a document of its own.)
 */
export class Pipes {
  readonly #free: Array<string>;

  constructor(folder: string, count: number) {
    this.#free = Array.from({ length: count }, (_, i) => join(folder, `answer-${i}`));
    try {
      execFileSync("mkfifo", ["-m", "600", ...this.#free], { stdio: "pipe" });
    } catch (cause) {
      const detail = `named pipes cannot be made in ${folder} (${String(cause)}); use a folder on a local disk`;
      throw new StartError(exitCodes.notWritable, detail, cause);
    }
  }

  open(): Pipe {
    const path = this.#free.pop();
    if (path === undefined) throw new Error("no pipe is free: more answers under way than pipes");
    return makePipe(path, () => this.#free.push(path));
  }
}
