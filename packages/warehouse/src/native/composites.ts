import type { ByteSink } from "./ByteSink.ts";
import type { Column, ColumnWithDefault } from "./Column.ts";
import { uint8, uint64 } from "./numbers.ts";

/** A map of nulls, then the values with a default in every null's place. */
class NullableColumn<V> implements Column<V | null> {
  readonly type: string;
  readonly #nulls = uint8();
  readonly #values: ColumnWithDefault<V>;

  constructor(values: ColumnWithDefault<V>) {
    this.type = `Nullable(${values.type})`;
    this.#values = values;
  }

  get rows(): number {
    return this.#nulls.rows;
  }

  push(value: V | null): void {
    this.#nulls.push(value === null ? 1 : 0);
    this.#values.push(value === null ? this.#values.fallback : value);
  }

  clear(): void {
    this.#nulls.clear();
    this.#values.clear();
  }

  prefix(out: ByteSink): void {
    this.#values.prefix(out);
  }

  data(out: ByteSink): void {
    this.#nulls.data(out);
    this.#values.data(out);
  }
}

/** Where every row's items end, then all items in one column. */
class ArrayColumn<V> implements ColumnWithDefault<ReadonlyArray<V>> {
  readonly type: string;
  readonly fallback: ReadonlyArray<V> = [];
  readonly #ends = uint64();
  readonly #items: Column<V>;

  constructor(items: Column<V>) {
    this.type = `Array(${items.type})`;
    this.#items = items;
  }

  get rows(): number {
    return this.#ends.rows;
  }

  push(value: ReadonlyArray<V>): void {
    for (const item of value) this.#items.push(item);
    this.#ends.push(this.#items.rows);
  }

  /** Pushes one row: `pick` of each item that `keep` keeps, without an array in between. */
  pushOf<T>(items: ReadonlyArray<T>, keep: (item: T) => boolean, pick: (item: T) => V): void {
    for (const item of items) if (keep(item)) this.#items.push(pick(item));
    this.#ends.push(this.#items.rows);
  }

  clear(): void {
    this.#ends.clear();
    this.#items.clear();
  }

  prefix(out: ByteSink): void {
    this.#items.prefix(out);
  }

  data(out: ByteSink): void {
    this.#ends.data(out);
    this.#items.data(out);
  }
}

export const nullable = <V>(values: ColumnWithDefault<V>) => new NullableColumn(values);
export const array = <V>(items: Column<V>) => new ArrayColumn(items);
