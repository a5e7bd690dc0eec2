import { createWriteStream } from "node:fs";
import { mkdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * Rows of an INSERT are kept in a file until the whole body is there: a client that goes away in the middle
 * inserts nothing, formats that need to seek (Parquet) work, memory stays constant, and bytes stay bytes.
 * (Rows inside the statement's text are cut by the engine at a blank line.)
 */
export class Spool {
  readonly #folder: string;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Writes `body` to a file and calls `use` with its path; the file is removed afterwards. */
  async with<A>(
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
    use: (path: string, sizeBytes: number) => Promise<A>,
  ): Promise<A> {
    const path = join(this.#folder, `rows-${this.#count++}`);
    try {
      const file = createWriteStream(path, { mode: 0o600, flags: "wx" });
      await pipeline(body, file, { signal });
      return await use(path, file.bytesWritten);
    } finally {
      await rm(path, { force: true });
    }
  }
}
