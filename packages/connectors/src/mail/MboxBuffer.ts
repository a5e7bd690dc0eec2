import { isPostmark } from "./PostmarkLine.ts";

const lf = 10;
const cr = 13;
const maxLineBytes = 1_000;
const nextLineBytes = 150;
/** Room for more than is asked for, so that a large message is copied a few times only while it grows. */
const growth = 1.5;
const fromLine = Buffer.from("\nFrom ");

/** The bytes an mbox splitter holds: a window that grows at its end and is dropped from its front. */
export class MboxBuffer {
  /** Made to measure by the first chunk: most files of one message are far smaller than any room we would guess. */
  #bytes = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  /** Byte offset in the mbox of the first byte held. */
  offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#bytes.length) this.#makeRoom(chunk.length);
    this.#bytes.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  #makeRoom(more: number): void {
    const needed = this.length + more;
    // Moving within the same memory pays only when at least half of it is free; else each push would copy.
    const target =
      needed * 2 <= this.#bytes.length ? this.#bytes : Buffer.allocUnsafeSlow(Math.ceil(needed * growth));
    this.#bytes.copy(target, 0, this.#start, this.#end);
    this.#end = this.length;
    this.#start = 0;
    this.#bytes = target;
  }

  /** Forgets the first bytes; a large memory that is no longer needed is given back. */
  drop(count: number): void {
    this.#start += count;
    this.offset += count;
    if (this.#bytes.length > 8_388_608 && this.length * 8 < this.#bytes.length) {
      const small = Buffer.allocUnsafeSlow(Math.max(65_536, this.length * 2));
      this.#bytes.copy(small, 0, this.#start, this.#end);
      this.#end = this.length;
      this.#start = 0;
      this.#bytes = small;
    }
  }

  at(index: number): number | undefined {
    return index < 0 || index >= this.length ? undefined : this.#bytes[this.#start + index];
  }

  text(from: number, to: number): string {
    const end = Math.min(this.#start + to, this.#end);
    return this.#bytes.toString("latin1", this.#start + from, end);
  }

  copy(from: number, to: number): Uint8Array {
    const bytes = new Uint8Array(to - from);
    bytes.set(this.#bytes.subarray(this.#start + from, this.#start + to));
    return bytes;
  }

  #indexOf(what: Buffer | number, from: number): number {
    const found = this.#bytes.subarray(this.#start, this.#end).indexOf(what, from);
    return found;
  }

  /** The newline before the next line that begins with `From `, -1 for none. */
  indexOfFrom(from: number): number {
    return this.#indexOf(fromLine, from);
  }

  startsWithFrom(at: number): boolean {
    return this.text(at, at + 5) === "From ";
  }

  /** The index behind the line that starts at `at`. */
  lineEnd(at: number): number {
    const newline = this.#indexOf(lf, at);
    return newline < 0 ? this.length : newline + 1;
  }

  /** The index behind at most `most` line ends from `at`. */
  skipNewlines(at: number, most: number): number {
    let index = at;
    for (let count = 0; count < most; count += 1) {
      if (this.at(index) === lf) index += 1;
      else if (this.at(index) === cr && this.at(index + 1) === lf) index += 2;
      else break;
    }
    return index;
  }

  /** The index behind the first empty line within `most` bytes, -1 when there is none. */
  emptyLineEnd(most: number): number {
    const limit = Math.min(this.length, most);
    for (let at = this.#indexOf(lf, 0); at >= 0 && at < limit; at = this.#indexOf(lf, at + 1)) {
      const next = this.skipNewlines(at + 1, 1);
      if (next > at + 1) return next;
    }
    return -1;
  }

  /** Whether the line at `at`, which begins with `From `, starts a message. */
  isPostmark(at: number): boolean {
    if (!this.startsWithFrom(at)) return false;
    const end = this.lineEnd(at);
    if (end - at > maxLineBytes) return false;
    const next = this.text(end, end + nextLineBytes).split(/[\r\n]/, 1)[0] ?? "";
    return isPostmark(this.text(at + 5, end), next, this.#afterEmptyLine(at));
  }

  #afterEmptyLine(at: number): boolean {
    const before = this.at(at - 2);
    return at < 2 || before === lf || (before === cr && (at < 3 || this.at(at - 3) === lf));
  }
}
