import { isUtf8 } from "node:buffer";
import type { CalendarLimits } from "./CalendarLimits.ts";

/**
 * One content line, unfolded (RFC 5545 3.1). `offset` is the byte at which it begins. `cut` when it was longer
 * than the limit: `text` has its beginning.
 */
export interface ContentLine {
  readonly text: string;
  readonly offset: number;
  readonly cut: boolean;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const EQUALS = 61;

const windows1252 = new TextDecoder("windows-1252");

/** UTF-8, else Windows-1252: old exports say nothing of their charset. */
const decode = (bytes: Uint8Array): string =>
  isUtf8(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8")
    : windows1252.decode(bytes);

interface PhysicalLine {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly cut: boolean;
}

/** The end of the first line in `bytes` and the start of the next, or null: LF, CRLF and a CR alone end lines. */
const lineEnd = (bytes: Uint8Array, from: number): { readonly end: number; readonly next: number } | null => {
  const lf = bytes.indexOf(LF, from);
  const cr = bytes.subarray(from, lf === -1 ? bytes.length : lf).indexOf(CR);
  if (cr === -1) return lf === -1 ? null : { end: lf, next: lf + 1 };
  const at = from + cr;
  // Whether a line feed belongs to it is not known yet.
  if (at + 1 === bytes.length) return null;
  return { end: at, next: bytes[at + 1] === LF ? at + 2 : at + 1 };
};

async function* physicalLines(
  chunks: AsyncIterable<Uint8Array>,
  lineBytes: number,
): AsyncGenerator<ReadonlyArray<PhysicalLine>> {
  let held: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let overflow: PhysicalLine | null = null;
  for await (const chunk of chunks) {
    const lines: Array<PhysicalLine> = [];
    let bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    let from = 0;
    for (let found = lineEnd(bytes, from); found !== null; found = lineEnd(bytes, from)) {
      if (overflow === null) {
        const end = Math.min(found.end, from + lineBytes);
        lines.push({ bytes: bytes.subarray(from, end), offset: offset + from, cut: end < found.end });
      } else lines.push(overflow);
      overflow = null;
      from = found.next;
    }
    offset += from;
    bytes = bytes.subarray(from);
    if (bytes.length > lineBytes || (overflow !== null && bytes.length > 1)) {
      overflow ??= { bytes: Buffer.from(bytes.subarray(0, lineBytes)), offset, cut: true };
      // The last byte stays: it may be the CR of a CRLF.
      offset += bytes.length - 1;
      bytes = bytes.subarray(bytes.length - 1);
    }
    held = bytes;
    yield lines;
  }
  if (overflow !== null) yield [overflow];
  else if (held.length > 0) {
    const end = held[held.length - 1] === CR ? held.length - 1 : held.length;
    yield [{ bytes: held.subarray(0, end), offset, cut: false }];
  }
}

const softBreak = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i;

const endsSoftly = (line: PhysicalLine | null): boolean =>
  line !== null &&
  line.bytes.at(-1) === EQUALS &&
  softBreak.test(Buffer.from(line.bytes.subarray(0, 200)).toString("latin1"));

const join = (line: PhysicalLine, more: Uint8Array, lineBytes: number): PhysicalLine => {
  const room = lineBytes - line.bytes.length;
  if (line.cut || room <= 0) return { ...line, cut: true };
  return {
    bytes: Buffer.concat([line.bytes, more.subarray(0, room)]),
    offset: line.offset,
    cut: more.length > room,
  };
};

const isFolded = (bytes: Uint8Array): boolean => bytes[0] === SPACE || bytes[0] === TAB;

const withoutBom = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** Joins physical lines into content lines. */
class Unfolder {
  readonly #lineBytes: number;
  #held: PhysicalLine | null = null;
  // Many short continuations would be copied over and over: they are collected and joined once.
  #more: Array<Uint8Array> = [];
  #moreBytes = 0;
  #soft = false;

  constructor(lineBytes: number) {
    this.#lineBytes = lineBytes;
  }

  /** The content line that is complete now, null while it may go on. */
  take(physical: PhysicalLine): ContentLine | null {
    const bytes = physical.offset === 0 ? withoutBom(physical.bytes) : physical.bytes;
    if (this.#held !== null && this.#soft && !isFolded(bytes)) {
      // The "=" of the soft break stays and is taken out when the value is decoded.
      this.#extend(Buffer.concat([Buffer.from("\n"), bytes]));
      this.#soft = bytes.at(-1) === EQUALS;
      return null;
    }
    if (this.#held !== null && isFolded(bytes)) {
      this.#extend(bytes.subarray(1));
      this.#soft = (this.#soft || endsSoftly(this.#held)) && bytes.at(-1) === EQUALS;
      return null;
    }
    const done = this.end();
    this.#held = bytes.length === 0 ? null : { ...physical, bytes };
    this.#soft = endsSoftly(this.#held);
    return done;
  }

  /** What is left when there are no more lines. */
  end(): ContentLine | null {
    const line = this.#held;
    if (line === null) return null;
    const whole = this.#more.length === 0 ? line : join(line, Buffer.concat(this.#more), this.#lineBytes);
    this.#held = null;
    this.#more = [];
    this.#moreBytes = 0;
    return { text: decode(whole.bytes), offset: whole.offset, cut: whole.cut };
  }

  #extend(bytes: Uint8Array): void {
    if (this.#moreBytes > this.#lineBytes) return;
    this.#more.push(bytes);
    this.#moreBytes += bytes.length;
  }
}

/**
 * The content lines of a calendar, unfolded and decoded, in their order, as many at once as the bytes bring, in
 * constant memory; empty lines are left out. Lines are folded between bytes, not characters, so they are joined
 * before they are decoded. Also joins the soft line breaks of quoted-printable values (vCalendar 1.0).
 */
export async function* contentLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: CalendarLimits,
): AsyncGenerator<ReadonlyArray<ContentLine>> {
  const unfolder = new Unfolder(limits.lineBytes);
  for await (const lines of physicalLines(chunks, limits.lineBytes))
    yield lines.map((line) => unfolder.take(line)).filter((line) => line !== null);
  const last = unfolder.end();
  if (last !== null) yield [last];
}
