import type { ByteSink } from "./ByteSink.ts";
import type { ColumnWithDefault } from "./Column.ts";
import { WideColumn } from "./numbers.ts";

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);

/** Numbers of 64 bits, bit for bit. */
class FloatColumn implements ColumnWithDefault<number> {
  readonly type = "Float64";
  readonly fallback = 0;
  readonly #words = new WideColumn("Float64", true);

  get rows(): number {
    return this.#words.rows;
  }

  push(value: number): void {
    number[0] = value;
    this.#words.pushWords(words[0]!, words[1]!);
  }

  clear(): void {
    this.#words.clear();
  }

  prefix(): void {}

  data(out: ByteSink): void {
    this.#words.data(out);
  }
}

export const float64 = () => new FloatColumn();
