/**
 * A JSON value cut out of a larger text, not looked into yet. `collection` is the member of the page whose
 * element `index` it is; null for an element of a top-level array, and for a top-level object itself (`page`:
 * what is left of it behind its streamed members).
 */
export interface JsonPiece {
  readonly collection: string | null;
  readonly index: number;
  readonly page: boolean;
  /** Where it begins, from 1. */
  readonly line: number;
  /** Null for one that was longer than the limit. */
  readonly text: string | null;
  readonly sizeChars: number;
  /** The text ended before it did. */
  readonly cut: boolean;
}

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xfeff;
const [quote, backslash, comma, lf] = [34, 92, 44, 10];
const isOpening = (code: number): boolean => code === 123 || code === 91;
const isClosing = (code: number): boolean => code === 125 || code === 93;
const memberName = /^\s*"([A-Za-z_]{1,64})"\s*:\s*$/;

/** Text that grows until it is over its limit. */
class Pending {
  readonly #max: number;
  #parts: Array<string> = [];
  chars = 0;
  line = 1;

  constructor(max: number) {
    this.#max = max;
  }

  add(part: string): void {
    this.chars += part.length;
    if (this.chars > this.#max) this.#parts.length = 0;
    else if (part !== "") this.#parts.push(part);
  }

  /** Null when it was too long. */
  get text(): string | null {
    return this.chars > this.#max ? null : this.#parts.join("");
  }

  clear(line: number): void {
    this.#parts = [];
    this.chars = 0;
    this.line = line;
  }
}

/**
 * Cuts a text of JSON values into pieces that are parsed one at a time, in constant memory: the elements of a
 * top-level array; of a top-level object the elements of the arrays that `streamed` names, and then the object
 * of its other members; any number of such values one after the other. Only strings and brackets are looked at,
 * so a value that is broken is told by itself and the others are read. A string ends at the end of its line at
 * the latest (RFC 8259 section 7 allows no line break in it), so a lost quotation mark does little harm.
 */
export class JsonSplitter {
  readonly #streamed: ReadonlySet<string>;
  readonly #piece: Pending;
  readonly #rest: Pending;
  #found: Array<JsonPiece> = [];
  #top: "none" | "array" | "object" | "other" = "none";
  #depth = 0;
  /** The depth of the elements that are given out one by one; 0 outside of such an array. */
  #base = 0;
  #inString = false;
  #escaped = false;
  #line = 1;
  #index = 0;
  #topIndex = 0;
  #collection: string | null = null;
  #page = false;

  constructor(streamed: ReadonlySet<string>, maxChars: number) {
    this.#streamed = streamed;
    this.#piece = new Pending(maxChars);
    this.#rest = new Pending(maxChars);
  }

  /** Takes the next part of the text and gives what was completed with it. */
  push(text: string): Array<JsonPiece> {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === lf) this.#line++;
      if (this.#inString) {
        this.#goOnString(code);
        continue;
      }
      if (code === quote) this.#inString = true;
      else if (this.#depth === 0) {
        this.#piece.add(text.slice(start, at));
        start = this.#atTop(code) ? at + 1 : at;
      } else if (code === comma) {
        if (this.#depth !== (this.#base || 1)) continue;
        this.#piece.add(text.slice(start, at));
        start = at + 1;
        this.#endPiece(false);
      } else if (isOpening(code)) {
        this.#depth++;
        if (this.#base !== 0 || this.#depth !== 2 || this.#top !== "object" || code === 123) continue;
        this.#piece.add(text.slice(start, at));
        start = at;
        if (this.#beginStreamed()) start = at + 1;
      } else if (isClosing(code)) {
        this.#depth--;
        if (this.#depth >= (this.#base || 1)) continue;
        this.#piece.add(text.slice(start, at));
        start = at + 1;
        this.#close();
      }
    }
    this.#piece.add(text.slice(start));
    return this.#take();
  }

  /** The text is over; what is unfinished is given as cut. */
  end(): Array<JsonPiece> {
    if (this.#depth > 0 || (this.#piece.text ?? "x").trim() !== "") {
      const ofPage = this.#top === "object" && this.#base === 0;
      if (ofPage) this.#endPiece(false);
      const pending = ofPage ? this.#rest : this.#piece;
      this.#give(pending, this.#page && ofPage, true);
    }
    return this.#take();
  }

  #take(): Array<JsonPiece> {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #goOnString(code: number): void {
    if (code === lf) {
      this.#inString = false;
      this.#escaped = false;
    } else if (this.#escaped) this.#escaped = false;
    else if (code === backslash) this.#escaped = true;
    else if (code === quote) this.#inString = false;
  }

  /** Between top-level values. True when the character belongs to no piece. */
  #atTop(code: number): boolean {
    if (isOpening(code) || isBlank(code)) {
      if (this.#piece.chars > 0) this.#give(this.#piece, false, false);
      this.#collection = null;
      this.#piece.clear(this.#line);
    }
    if (isOpening(code)) {
      this.#depth = 1;
      this.#top = code === 91 ? "array" : "object";
      this.#base = code === 91 ? 1 : 0;
      this.#index = 0;
      this.#page = false;
      this.#rest.clear(this.#line);
    }
    return isOpening(code) || isBlank(code);
  }

  #beginStreamed(): boolean {
    const name = memberName.exec(this.#piece.text ?? "")?.[1];
    if (name === undefined || !this.#streamed.has(name)) return false;
    this.#collection = name;
    this.#page = true;
    this.#base = 2;
    this.#index = 0;
    this.#piece.clear(this.#line);
    return true;
  }

  /** An element or a member of a page is complete. */
  #endPiece(closing: boolean): void {
    const { text } = this.#piece;
    if (text === null || text.trim() !== "") {
      if (this.#base > 0) this.#give(this.#piece, false, false);
      else {
        this.#rest.add(this.#rest.chars === 0 ? "" : ",");
        this.#rest.add(text ?? "x".repeat(this.#piece.chars));
      }
    }
    if (this.#base > 0 && !closing) this.#index++;
    this.#piece.clear(this.#line);
  }

  /** A streamed array or a top-level value ends. */
  #close(): void {
    this.#endPiece(true);
    if (this.#base === 2) {
      this.#base = 0;
      this.#collection = null;
      return;
    }
    if (this.#top === "object") {
      this.#index = this.#topIndex;
      this.#give(this.#rest, this.#page, false);
    }
    this.#depth = 0;
    this.#base = 0;
    this.#top = "none";
    this.#topIndex++;
  }

  #give(pending: Pending, page: boolean, cut: boolean): void {
    const { text, line, chars } = pending;
    const isObject = pending === this.#rest;
    this.#found.push({
      collection: this.#collection,
      index: this.#index,
      page,
      line,
      text: text === null || !isObject ? text : `{${text}}`,
      sizeChars: chars,
      cut,
    });
    pending.clear(this.#line);
  }
}
