import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdirSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";

/** The reading end of a named pipe the engine writes an answer into. */
export interface Pipe {
  readonly path: string;
  readonly reader: Socket;
  /** No more will be written: `reader` ends once it has been read empty. */
  finish(): void;
  /** Gives the pipe back. */
  release(): void;
}

/**
 * Named pipes in `folder`, one for each answer under way. Through `INTO OUTFILE` the engine formats a whole
 * answer by itself, any format, and waits while the client is slow: constant memory, bytes as ClickHouse's
 * server sends them. (The library's own stream calls format each block as a document of its own.)
 */
export class Pipes {
  readonly #free: Array<string>;

  constructor(folder: string, count: number) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#free = Array.from({ length: count }, (_, i) => join(folder, `answer-${i}`));
    execFileSync("mkfifo", ["-m", "600", ...this.#free]);
  }

  open(): Pipe {
    const path = this.#free.pop();
    if (path === undefined) throw new Error("no pipe is free: more answers under way than pipes");
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
      reader,
      finish,
      release: () => {
        finish();
        reader.destroy();
        this.#free.push(path);
      },
    };
  }
}
