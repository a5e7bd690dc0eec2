const MIB = 1024 * 1024;

/** Bounds against hostile or broken tables. What is over a bound becomes a problem with its reason. */
export interface TableLimits {
  /** One row, line breaks within quotes included. */
  readonly rowBytes: number;
  readonly columns: number;
  /** What one file may hold in all, unpacked. */
  readonly fileBytes: number;
  /** Rows of one file whose quotes or length are wrong; behind them it is no table of this kind. */
  readonly brokenRows: number;
}

export const defaultTableLimits: TableLimits = {
  rowBytes: MIB,
  columns: 2_000,
  fileBytes: 64 * 1024 * MIB,
  brokenRows: 10_000,
};
