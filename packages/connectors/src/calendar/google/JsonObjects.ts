/** An object of a JSON file, by itself. */
export interface JsonObject {
  /** `item`: of a list under `items`; `alone`: at the top or of a list there; `page`: what stands around `items`. */
  readonly kind: "item" | "alone" | "page";
  /** Its text; null when it is longer than the limit. */
  readonly text: string | null;
  /** The byte at which it begins. */
  readonly offset: number;
  readonly sizeBytes: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;
const COLON = 58;

interface Capture {
  readonly kind: JsonObject["kind"];
  readonly offset: number;
  readonly depth: number;
  parts: Array<Uint8Array>;
  bytes: number;
}

/**
 * Takes JSON apart into its objects without holding more than one: pages of lists (`{"items": [...]}`), lists,
 * one object a line, or several after each other. Feed it chunks; `end` says what was cut off.
 */
export class JsonObjects {
  readonly #limit: number;
  #offset = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #string: Array<number> = [];
  #key = "";
  #itemsDepth = -1;
  #outer: Capture | null = null;
  #item: Capture | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  *take(chunk: Uint8Array): Generator<JsonObject> {
    let from = 0;
    const flush = (to: number): void => {
      const capture = this.#item ?? (this.#itemsDepth === -1 ? this.#outer : null);
      if (capture === null || to <= from) return;
      capture.bytes += to - from;
      if (capture.bytes <= this.#limit) capture.parts.push(Buffer.from(chunk.subarray(from, to)));
      else capture.parts = [];
    };
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#inString) {
        this.#character(byte);
        continue;
      }
      if (byte === QUOTE) {
        this.#inString = true;
        this.#string = [];
      } else if (byte === COLON) {
        if (this.#outer !== null && this.#depth === this.#outer.depth)
          this.#key = Buffer.from(this.#string).toString();
      } else if (byte === OPEN || byte === OPEN_LIST) {
        if (this.#opens(byte, this.#offset + at)) from = at;
        if (this.#entersItems(byte)) {
          flush(at + 1);
          yield this.#object(this.#outer!, "page", "]}");
          this.#itemsDepth = this.#depth;
          from = at + 1;
        }
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        const done = this.#closes();
        if (done === null) continue;
        flush(at + 1);
        from = at + 1;
        if (done === "items") this.#itemsDepth = -1;
        else yield* this.#complete(done);
      }
    }
    flush(chunk.length);
    this.#offset += chunk.length;
  }

  /** The byte at which an object begins that does not end; null when all did. */
  end(): number | null {
    return (this.#item ?? this.#outer)?.offset ?? (this.#depth > 0 ? 0 : null);
  }

  #character(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    if (this.#inString && this.#string.length < 64) this.#string.push(byte);
  }

  /** Begins to capture where an object begins that is one by itself. */
  #opens(byte: number, offset: number): boolean {
    this.#depth++;
    if (this.#itemsDepth !== -1) {
      if (byte !== OPEN || this.#item !== null || this.#depth !== this.#itemsDepth + 1) return false;
      this.#item = { kind: "item", offset, depth: this.#depth, parts: [], bytes: 0 };
      return true;
    }
    if (this.#outer !== null) return false;
    if (byte === OPEN_LIST) return false;
    this.#outer = { kind: "alone", offset, depth: this.#depth, parts: [], bytes: 0 };
    this.#key = "";
    return true;
  }

  #entersItems(byte: number): boolean {
    const outer = this.#outer;
    return (
      byte === OPEN_LIST &&
      outer !== null &&
      this.#itemsDepth === -1 &&
      this.#depth === outer.depth + 1 &&
      this.#key === "items"
    );
  }

  #closes(): Capture | "items" | null {
    if (this.#depth === 0) return null;
    const depth = this.#depth--;
    if (this.#item !== null) return depth === this.#item.depth ? this.#item : null;
    if (depth === this.#itemsDepth) return "items";
    if (this.#outer !== null) return depth === this.#outer.depth ? this.#outer : null;
    return null;
  }

  *#complete(capture: Capture): Generator<JsonObject> {
    if (capture === this.#item) {
      this.#item = null;
      yield this.#object(capture, "item", "");
      return;
    }
    this.#outer = null;
    // A page was told when its items began.
    if (capture.kind === "alone") yield this.#object(capture, "alone", "");
  }

  #object(capture: Capture, kind: JsonObject["kind"], closing: string): JsonObject {
    const whole = capture.bytes <= this.#limit;
    const text = whole ? Buffer.concat(capture.parts).toString("utf8") + closing : null;
    if (kind === "page") this.#outer = { ...capture, kind: "page", parts: [], bytes: 0 };
    return { kind, text, offset: capture.offset, sizeBytes: capture.bytes };
  }
}
