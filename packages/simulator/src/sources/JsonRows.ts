import { TextFile } from "./TextFile.ts";

/** Rows of a JSON list, one a line, written as they come. */
export class JsonRows {
  readonly path: string;
  readonly #file: TextFile;
  #rows = 0;

  constructor(path: string) {
    this.path = path;
    this.#file = new TextFile(path);
  }

  add(row: unknown): void {
    this.#file.write(`${this.#rows++ === 0 ? "\n" : ",\n"}    ${JSON.stringify(row)}`);
  }

  close(): void {
    this.#file.close();
  }
}
