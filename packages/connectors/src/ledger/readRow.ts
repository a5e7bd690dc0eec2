import type { LedgerKind } from "@rapport/contracts/LedgerFigures";
import { folded } from "../tables/BoundMapping.ts";
import type { RowCells } from "../tables/RowCells.ts";
import type { LedgerAmount } from "./LedgerItem.ts";
import { readBilled } from "./rows/billed.ts";
import { readContract } from "./rows/readContract.ts";
import { readInvoice } from "./rows/readInvoice.ts";
import { readCreditNote, readExpense, readOverhead, readPayment } from "./rows/readMoneyRows.ts";
import { readCostRate, readFxRate } from "./rows/readRates.ts";
import { readTime } from "./rows/readTime.ts";
import { amountOf, type ReadRow, type Row } from "./rows/RowReader.ts";

const readers: Readonly<Record<LedgerKind, ReadRow>> = {
  invoice: readInvoice,
  payment: readPayment,
  credit_note: readCreditNote,
  expense: readExpense,
  overhead: readOverhead,
  time: readTime,
  contract: readContract,
  cost_rate: readCostRate,
  fx_rate: readFxRate,
};

/** The documents of a row; null when the row must be refused: its cells' issues say why. */
export const readRow = (kind: LedgerKind, row: Row) => {
  const documents = readers[kind](row);
  return documents === null || row.cells.issues.length > 0 ? null : documents;
};

const amountFields: Readonly<Partial<Record<LedgerKind, string>>> = {
  payment: "amount",
  expense: "amount",
  overhead: "amount",
  contract: "fee",
  cost_rate: "hourly",
};

/** What a refused row is worth, as far as that can be read: in the same amounts as the control totals. */
export const amountOfRefused = (kind: LedgerKind, row: Row): LedgerAmount => {
  const billed = kind === "invoice" || kind === "credit_note" ? readBilled(row) : null;
  if (billed !== null) return { kind, currency: billed.currency, minor: billed.totalMinor };
  const field = amountFields[kind];
  const amount = field === undefined ? null : amountOf(row, field);
  return { kind, currency: amount?.currency ?? null, minor: amount?.minor ?? null };
};

/** The defaults of a kind without a number of its own: what tells two entries apart. */
const identities: Readonly<Partial<Record<LedgerKind, ReadonlyArray<string>>>> = {
  time: ["worked_on", "member", "member_email", "start", "client", "client_name", "project", "project_name", "activity", "ticket"],
  payment: ["invoice", "client", "client_name", "paid_on"],
  expense: ["client", "client_name", "project", "member", "spent_on", "category"],
  overhead: ["month", "category", "currency"],
}; // prettier-ignore

/** The fields by which rows of a kind without number are told apart; null where there is no telling. */
export const identityOf = (kind: LedgerKind): ReadonlyArray<string> | null => identities[kind] ?? null;

/** The text of the identity's fields as one, whatever their case and blanks. */
export const identityText = (cells: RowCells, fields: ReadonlyArray<string>): string =>
  JSON.stringify(fields.map((field) => folded(cells.text(field, 10_000) ?? "")));
