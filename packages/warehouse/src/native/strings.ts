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
  readonly #indexes: Array<number> = [];
  readonly #indexOf = new Map<string, number>([["", 0]]);

  get rows(): number {
    return this.#indexes.length;
  }

  push(value: string): void {
    let index = this.#indexOf.get(value);
    if (index === undefined) {
      index = this.#indexOf.size;
      this.#indexOf.set(value, index);
    }
    this.#indexes.push(index);
  }

  prefix(out: ByteSink): void {
    out.uint64(sharedDictionariesWithAdditionalKeys);
  }

  data(out: ByteSink): void {
    if (this.#indexes.length === 0) return;
    const keys = this.#indexOf.size;
    const width = keys <= 0x100 ? 0 : keys <= 0x1_0000 ? 1 : 2;
    out.uint64(width | hasAdditionalKeys | needUpdateDictionary);
    out.uint64(keys);
    for (const key of this.#indexOf.keys()) out.string(key);
    out.uint64(this.#indexes.length);
    const words = [Uint8Array, Uint16Array, Uint32Array][width] ?? Uint32Array;
    const indexes = words.from(this.#indexes);
    out.bytes(new Uint8Array(indexes.buffer));
  }
}

export const string = () => new StringColumn();
/** Exactly `size` bytes; a shorter value is filled with zeros, a longer one is a mistake. */
export const fixedString = (size: number) => new FixedStringColumn(size);
export const lowCardinality = () => new LowCardinalityStringColumn();
