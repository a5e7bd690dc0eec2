import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";

/** The names of the columns, as written but trimmed; of two with one name the second is `name#2`. */
export interface TableHeader {
  readonly kind: "header";
  readonly line: number;
  readonly columns: ReadonlyArray<string>;
  readonly delimiter: string;
  readonly encoding: string;
}

/** One row. `line` is where it begins in the file, from 1, `endLine` its last; `bytes` is its text in UTF-8. */
export interface TableRow {
  readonly kind: "row";
  readonly line: number;
  readonly endLine: number;
  readonly cells: ReadonlyArray<string>;
  readonly bytes: Uint8Array;
}

/** A row that cannot be taken apart, or what ended the reading. `line` is where it begins. */
export interface TableProblem {
  readonly kind: "problem";
  readonly line: number;
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly sizeBytes: number;
  /** Null where nothing but its size was kept. */
  readonly bytes: Uint8Array | null;
}

export type TableItem = TableHeader | TableRow | TableProblem;
