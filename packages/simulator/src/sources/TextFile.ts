import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const heldChars = 32_768;

/** A file that is written piece by piece. Holds no handle, so that a firm may have any number of mailboxes. */
export class TextFile {
  readonly #path: string;
  #held: Array<string> = [];
  #chars = 0;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "");
  }

  write(text: string): void {
    this.#held.push(text);
    this.#chars += text.length;
    if (this.#chars > heldChars) this.close();
  }

  /** Writes what is held; more may follow. */
  close(): void {
    if (this.#held.length > 0) appendFileSync(this.#path, this.#held.join(""));
    this.#held = [];
    this.#chars = 0;
  }
}
