import { open, rm } from "node:fs/promises";
import { join } from "node:path";

/** A file of our own that is gone afterwards. */
export interface SpoolFile {
  readonly path: string;
  append(piece: Uint8Array): Promise<void>;
}

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
  }

  async with<A>(use: (file: SpoolFile) => Promise<A>): Promise<A> {
    const path = join(this.#folder, `rows-${this.#count++}`);
    const handle = await open(path, "wx", 0o600);
    try {
      // `writeFile` on a handle goes on where the last one ended, and writes the piece whole.
      return await use({ path, append: (piece) => handle.writeFile(piece) });
    } finally {
      await handle.close();
      await rm(path, { force: true });
    }
  }
}
