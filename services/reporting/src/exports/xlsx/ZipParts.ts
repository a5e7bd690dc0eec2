import { Zip, ZipDeflate } from "fflate";

/** Of every part, so that equal contents are equal files. */
const written = new Date(2000, 0, 1);

/**
 * A zip archive that is taken away while it is written: part after part, each in any number of pieces. `take` gives
 * what came together since it was called last.
 */
export class ZipParts {
  readonly #zip: Zip;
  readonly #encoder = new TextEncoder();
  #pieces: Array<Uint8Array> = [];
  #part: ZipDeflate | undefined;

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error !== null) throw error;
      this.#pieces.push(piece);
    });
  }

  begin(name: string): void {
    this.#part = new ZipDeflate(name, { level: 6 });
    this.#part.mtime = written;
    this.#zip.add(this.#part);
  }

  write(text: string): void {
    this.#part?.push(this.#encoder.encode(text));
  }

  end(): void {
    this.#part?.push(new Uint8Array(0), true);
    this.#part = undefined;
  }

  /** A part in one piece. */
  add(name: string, text: string): void {
    this.begin(name);
    this.write(text);
    this.end();
  }

  /** The archive has all its parts. */
  close(): void {
    this.#zip.end();
  }

  take(): Uint8Array {
    const taken = Buffer.concat(this.#pieces);
    this.#pieces = [];
    return taken;
  }
}
