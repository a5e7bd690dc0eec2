/**
 * How a column's values stand in a sheet. Amounts come in minor units and stand in major ones, seconds stand as hours,
 * so that a spreadsheet can reckon with them as people do.
 */
export type SheetKind =
  | { readonly kind: "text" }
  | { readonly kind: "integer" }
  /** Given with `scale` digits after the point at most. */
  | { readonly kind: "decimal"; readonly scale: number }
  /** Minor units, an integer, of a currency with so many decimals. */
  | { readonly kind: "amount"; readonly exponent: number }
  /** A number of which so many are an hour. */
  | { readonly kind: "hours"; readonly perHour: number }
  /** Of a hundred. */
  | { readonly kind: "percent" }
  /** `YYYY-MM-DD`. */
  | { readonly kind: "day" }
  /** The first day of one, `YYYY-MM-DD`. */
  | { readonly kind: "month" }
  /** `YYYY-MM-DD hh:mm:ss[.mmm]`, UTC. */
  | { readonly kind: "moment" }
  | { readonly kind: "boolean" };

export interface SheetColumn {
  readonly header: string;
  readonly of: SheetKind;
  /** In characters. */
  readonly width: number;
}

export interface Sheet {
  readonly name: string;
  readonly columns: ReadonlyArray<SheetColumn>;
  /** Batches of rows; a value as text (numbers digit for digit), a boolean, or null. */
  readonly rows: AsyncIterable<ReadonlyArray<ReadonlyArray<string | boolean | null>>>;
}
