import type { ByteSink } from "./ByteSink.ts";
import { type ColumnWithDefault, doesNotFit } from "./Column.ts";

type Words = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array;
type WordsOf<A> = new (length: number) => A;

const grown = <A extends Words>(old: A, make: WordsOf<A>): A => {
  const bigger = new make(old.length * 2);
  bigger.set(old);
  return bigger;
};
const viewOf = (words: Words, count: number): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, count * words.BYTES_PER_ELEMENT);

if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1)
  throw new Error("the Native format is little-endian and so must the machine be");

/** Integers of up to 32 bits, kept in the machine's own array. */
class IntegerColumn<A extends Words> implements ColumnWithDefault<number> {
  readonly type: string;
  readonly fallback = 0;
  rows = 0;
  #words: A;
  readonly #make: WordsOf<A>;
  readonly #min: number;
  readonly #max: number;

  constructor(type: string, make: WordsOf<A>, min: number, max: number) {
    this.type = type;
    this.#make = make;
    this.#words = new make(256);
    this.#min = min;
    this.#max = max;
  }

  push(value: number): void {
    if (!(value >= this.#min && value <= this.#max && Number.isInteger(value))) doesNotFit(this.type, value);
    if (this.rows === this.#words.length) this.#words = grown(this.#words, this.#make);
    this.#words[this.rows++] = value;
  }

  clear(): void {
    this.rows = 0;
  }

  prefix(): void {}

  data(out: ByteSink): void {
    out.bytes(viewOf(this.#words, this.rows));
  }
}

const twoTo32 = 0x1_0000_0000;

/** 64-bit integers as pairs of words; numbers are exact up to 2^53. */
export class WideColumn implements ColumnWithDefault<number | bigint> {
  readonly type: string;
  readonly fallback = 0;
  rows = 0;
  #words = new Uint32Array(512);
  readonly #signed: boolean;

  constructor(type: string, signed: boolean) {
    this.type = type;
    this.#signed = signed;
  }

  push(value: number | bigint): void {
    if (typeof value === "bigint") {
      const fits = this.#signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
      if (fits !== value) doesNotFit(this.type, value);
      this.pushWords(Number(value & 0xffff_ffffn), Number((value >> 32n) & 0xffff_ffffn));
    } else {
      if (!Number.isSafeInteger(value) || (value < 0 && !this.#signed)) doesNotFit(this.type, value);
      const high = Math.floor(value / twoTo32);
      this.pushWords(value - high * twoTo32, high >>> 0);
    }
  }

  /** The low and the high 32 bits, unsigned: for values that were never one number. */
  pushWords(low: number, high: number): void {
    if (this.rows * 2 === this.#words.length) this.#words = grown(this.#words, Uint32Array);
    this.#words[this.rows * 2] = low;
    this.#words[this.rows * 2 + 1] = high;
    this.rows++;
  }

  clear(): void {
    this.rows = 0;
  }

  prefix(): void {}

  data(out: ByteSink): void {
    out.bytes(viewOf(this.#words, this.rows * 2));
  }
}

class BoolColumn implements ColumnWithDefault<boolean> {
  readonly type = "Bool";
  readonly fallback = false;
  readonly #bytes = new IntegerColumn("Bool", Uint8Array, 0, 1);
  get rows(): number {
    return this.#bytes.rows;
  }
  push(value: boolean): void {
    this.#bytes.push(value ? 1 : 0);
  }
  clear(): void {
    this.#bytes.clear();
  }
  prefix(): void {}
  data(out: ByteSink): void {
    this.#bytes.data(out);
  }
}

export const uint8 = () => new IntegerColumn("UInt8", Uint8Array, 0, 0xff);
export const uint16 = () => new IntegerColumn("UInt16", Uint16Array, 0, 0xffff);
export const uint32 = () => new IntegerColumn("UInt32", Uint32Array, 0, 0xffff_ffff);
export const int16 = () => new IntegerColumn("Int16", Int16Array, -0x8000, 0x7fff);
export const int32 = () => new IntegerColumn("Int32", Int32Array, -0x8000_0000, 0x7fff_ffff);
export const uint64 = () => new WideColumn("UInt64", false);
export const int64 = () => new WideColumn("Int64", true);
export const bool = () => new BoolColumn();
/** Days since 1970-01-01, up to 2149-06-06. */
export const date = () => new IntegerColumn("Date", Uint16Array, 0, 0xffff);
const firstDay = Date.UTC(1900, 0, 1) / 86_400_000;
const lastDay = Date.UTC(2299, 11, 31) / 86_400_000;
/** Days since 1970-01-01, from 1900-01-01 to 2299-12-31. */
export const date32 = () => new IntegerColumn("Date32", Int32Array, firstDay, lastDay);
/** UTC milliseconds; the caller keeps them within 1900 to 2299. */
export const dateTime64Ms = () => new WideColumn("DateTime64(3, 'UTC')", true);
