import { ByteSink } from "./ByteSink.ts";
import { type ColumnWithDefault, doesNotFit } from "./Column.ts";

class StringColumn implements ColumnWithDefault<string> {
  readonly type = "String";
  readonly fallback = "";
  rows = 0;
  readonly #sink = new ByteSink(4096);

  push(value: string): void {
    this.#sink.string(value);
    this.rows++;
  }

  clear(): void {
    this.#sink.clear();
    this.rows = 0;
  }

  prefix(): void {}

  data(out: ByteSink): void {
    out.bytes(this.#sink.view());
  }
}

class FixedStringColumn implements ColumnWithDefault<string> {
  readonly type: string;
  readonly fallback = "";
  rows = 0;
  readonly #size: number;
  readonly #sink = new ByteSink(4096);

  constructor(size: number) {
    this.type = `FixedString(${size})`;
    this.#size = size;
  }

  push(value: string): void {
    const missing = this.#size - this.#sink.utf8(value);
    if (missing < 0) doesNotFit(this.type, value);
    if (missing > 0) this.#sink.zeros(missing);
    this.rows++;
  }

  clear(): void {
    this.#sink.clear();
    this.rows = 0;
  }

  prefix(): void {}

  data(out: ByteSink): void {
    out.bytes(this.#sink.view());
  }
}

/** Flags of a LowCardinality granule: its keys follow, and no shared dictionary is used. */
const hasAdditionalKeys = 0x200;
const needUpdateDictionary = 0x400;
const sharedDictionariesWithAdditionalKeys = 1;

/**
 * Every distinct value once, then one index per row of 8, 16 or 32 bits. The first key is the type's
 * default, as ClickHouse itself writes it.
 */
class LowCardinalityStringColumn implements ColumnWithDefault<string> {
  readonly type = "LowCardinality(String)";
  readonly fallback = "";
  rows = 0;
  #indexes = new Uint32Array(256);
  readonly #indexOf = new Map<string, number>([["", 0]]);
  #last = "";
  #lastIndex = 0;

  push(value: string): void {
    // Runs of one value are what such columns are made of.
    if (value !== this.#last) {
      let index = this.#indexOf.get(value);
      if (index === undefined) {
        index = this.#indexOf.size;
        this.#indexOf.set(value, index);
      }
      this.#last = value;
      this.#lastIndex = index;
    }
    if (this.rows === this.#indexes.length) {
      const bigger = new Uint32Array(this.rows * 2);
      bigger.set(this.#indexes);
      this.#indexes = bigger;
    }
    this.#indexes[this.rows++] = this.#lastIndex;
  }

  clear(): void {
    this.rows = 0;
    this.#indexOf.clear();
    this.#indexOf.set("", 0);
    this.#last = "";
    this.#lastIndex = 0;
  }

  prefix(out: ByteSink): void {
    out.uint64(sharedDictionariesWithAdditionalKeys);
  }

  data(out: ByteSink): void {
    if (this.rows === 0) return;
    const keys = this.#indexOf.size;
    const width = keys <= 0x100 ? 0 : keys <= 0x1_0000 ? 1 : 2;
    out.uint64(width | hasAdditionalKeys | needUpdateDictionary);
    out.uint64(keys);
    for (const key of this.#indexOf.keys()) out.string(key);
    out.uint64(this.rows);
    const words = [Uint8Array, Uint16Array, Uint32Array][width] ?? Uint32Array;
    const indexes = new words(this.#indexes.subarray(0, this.rows));
    out.bytes(new Uint8Array(indexes.buffer));
  }
}

export const string = () => new StringColumn();
/** Exactly `size` bytes; a shorter value is filled with zeros, a longer one is a mistake. */
export const fixedString = (size: number) => new FixedStringColumn(size);
export const lowCardinality = () => new LowCardinalityStringColumn();
