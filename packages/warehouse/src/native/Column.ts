import type { ByteSink } from "./ByteSink.ts";

/**
 * One column of a Native block under construction. `type` is ClickHouse's name of it; `push` adds the next
 * row's value. `prefix` and `data` write what `SerializationX::serializeBinaryBulkStatePrefix` and
 * `…WithMultipleStreams` write: every prefix stands before the data it belongs to, outermost first.
 */
export interface Column<V> {
  readonly type: string;
  readonly rows: number;
  push(value: V): void;
  /** Forgets the rows and keeps the memory: a block is built like the one before it. */
  clear(): void;
  prefix(out: ByteSink): void;
  data(out: ByteSink): void;
}

/** What fills the place of a null: the type's default. */
export interface ColumnWithDefault<V> extends Column<V> {
  readonly fallback: V;
}

/** A value that does not fit its column: a mistake of the caller. */
export const doesNotFit = (type: string, value: unknown): never => {
  throw new RangeError(`${String(value).slice(0, 100)} does not fit ${type}`);
};
