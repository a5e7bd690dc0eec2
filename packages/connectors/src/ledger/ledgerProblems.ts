import { hash } from "node:crypto";
import type { LedgerKind } from "@rapport/contracts/LedgerFigures";
import type { BoundMapping } from "../tables/BoundMapping.ts";
import { RowCells } from "../tables/RowCells.ts";
import type { TableProblem, TableRow } from "../tables/TableItem.ts";
import type { Chosen } from "./chooseMapping.ts";
import type { LedgerAmount, LedgerItem, LedgerProblem } from "./LedgerItem.ts";

/** Whose books a file is. */
export interface Place {
  readonly connector: string;
  readonly account: string;
}

const nothing = { kind: null, currency: null, minor: null } as const;
const sha256 = (bytes: Uint8Array): string => hash("sha256", bytes, "hex");

/** What is wrong with a row, in a sentence: the first of its columns, and how many more. */
const reasonOf = (issues: LedgerProblem["issues"]): string => {
  const [first] = issues;
  if (first === undefined) return "The row cannot be understood.";
  const said = `Column ${first.path}${first.message.startsWith('"') ? ":" : ""} ${first.message}`;
  const more =
    issues.length === 1
      ? ""
      : ` There is more in ${issues.length - 1} other ${issues.length === 2 ? "column" : "columns"}.`;
  return `${said}${/[.?]$/.test(said) ? "" : "."}${more}`;
};

/** A row that is none of its kind; `amount` is what it is worth, as far as that can be read. */
export const refusedRow = (
  place: Place,
  row: TableRow,
  cells: RowCells,
  amount: LedgerAmount,
): LedgerProblem => {
  const issues = cells.issues.map(({ path, message }) => ({ path, message: message.slice(0, 1_000) }));
  return {
    kind: "problem",
    ...place,
    row: true,
    position: `line ${row.line}`,
    code: "invalid_row",
    reason: reasonOf(issues),
    issues,
    sizeBytes: row.bytes.length,
    sha256: sha256(row.bytes),
    amount,
  };
};

/** What the table reader could not take apart. */
export const tableProblem = (
  problem: TableProblem,
  place: Place,
  kind: LedgerKind | null,
): LedgerProblem => ({
  kind: "problem",
  ...place,
  row: problem.code === "invalid_row" || (problem.code === "too_large" && problem.sizeBytes > 0),
  position: `line ${problem.line}`,
  code: problem.code,
  reason: problem.reason,
  issues: [],
  sizeBytes: problem.sizeBytes,
  sha256: problem.bytes === null ? null : sha256(problem.bytes),
  amount: { ...nothing, kind },
});

/** A file that is refused as a whole, or from a line on. */
export const wholeFile = (
  place: Place,
  line: number,
  reason: string,
  issues: LedgerProblem["issues"] = [],
): LedgerProblem => ({
  kind: "problem",
  ...place,
  row: false,
  position: `line ${line}`,
  code: "invalid_document",
  reason,
  issues,
  sizeBytes: 0,
  sha256: null,
  amount: nothing,
});

const dateFields = [
  "issued_on",
  "paid_on",
  "spent_on",
  "worked_on",
  "starts_on",
  "valid_from",
  "on",
  "month",
];

/** What the first row shows that nobody said, though every row needs it; null where there is nothing to say. */
export const undeclared = (
  bound: BoundMapping,
  row: TableRow,
  read: LedgerItem,
  { name, datesVary }: Chosen,
): string | null => {
  if (read.kind !== "problem") return null;
  const like = name === "mapping file" ? "…" : name;
  const cells = new RowCells(bound, row.cells);
  const field = dateFields.find((each) => cells.text(each, 64) !== null);
  if (datesVary && field !== undefined && cells.day(field) === null) {
    const { path, message } = cells.issues[0]!;
    return `The dates of this file may be day first or month first, and nobody said which: ${path} ${message.split(" is no date")[0]!}. Nothing was read. Use a mapping file such as {"like": "${like}", "dates": {"format": "DD/MM/YYYY"}}.`;
  }
  if (bound.fields.has("currency") || !read.issues.some(({ message }) => message.includes("has no currency")))
    return null;
  return `This file does not say its currency. Nothing was read. Use a mapping file such as {"like": "${like}", "fields": {"currency": {"constant": "EUR"}}}.`;
};
