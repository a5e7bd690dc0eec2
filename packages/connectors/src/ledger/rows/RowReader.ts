import type { LedgerKind } from "@rapport/contracts/LedgerFigures";
import type { PostingStatus } from "@rapport/contracts/Ledger";
import { currencyOf } from "@rapport/domain/money/Currency";
import { readMoney } from "@rapport/domain/money/readMoney";
import type { LedgerDraft } from "@rapport/domain/ledger/LedgerDraft";
import type { RowCells } from "../../tables/RowCells.ts";
import { membersOf, partiesOf, type Prefixes } from "../parties.ts";

/** A row of one file, with what its mapping says of all rows. */
export interface Row {
  readonly cells: RowCells;
  readonly prefixes: Prefixes;
  /** The field that names the invoice a payment or credit note belongs to. */
  readonly reference: string;
  /** The kind is the row's own: then credit notes may be written as negative amounts, and are turned. */
  readonly mixed: boolean;
}

/** A document of a row. `id` is its number within its kind; null where the table has none. */
export interface RowDocument {
  readonly kind: LedgerKind;
  readonly id: string | null;
  readonly note?: string;
  readonly draft: (before: string | null) => LedgerDraft;
  /** Its hours were rounded to the second. */
  readonly rounded?: boolean;
}

/** Reads a row as documents of one kind; null where something needed cannot be had: the cells' issues say what. */
export type ReadRow = (row: Row) => ReadonlyArray<RowDocument> | null;

/** A day at 00:00 UTC. */
export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);

const postings = ["draft", "posted", "void"] as const;
const postingWords: Readonly<Record<string, PostingStatus>> = {
  issued: "posted",
  sent: "posted",
  open: "posted",
  approved: "posted",
  authorised: "posted",
  active: "posted",
  paid: "posted",
  voided: "void",
  cancelled: "void",
  canceled: "void",
  deleted: "void",
};

/** Draft, posted or void; posted where the source says nothing. */
export const statusOf = ({ cells }: Row): PostingStatus => {
  const text = cells.text("status");
  if (text === null) return "posted";
  return postingWords[text.toLowerCase()] ?? cells.word("status", postings) ?? "posted";
};

/** The day of a field that must have one. */
export const neededDay = ({ cells }: Row, field: string): string | null =>
  cells.text(field, 64) === null ? cells.required(field, 64) : cells.day(field);

export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

const ambiguousText =
  'may have a decimal point or a point between thousands. Say in the mapping how figures are written: "numbers": {"decimal": ",", "thousands": "."} or {"decimal": ".", "thousands": ","}';

/** `1.234` is a thousand and more to one half of the world. */
const ambiguous = /^-?[1-9]\d{0,2}\.\d{3}$/;
const isAmbiguous = (decimal: string, currency: string): boolean =>
  ambiguous.test(decimal) && currencyOf(currency)?.exponent !== 3n;

/** The amount of a field in the row's currency; null for an empty cell or one that cannot be read. */
export const amountOf = ({ cells }: Row, field: string): Amount | null => {
  const figure = cells.figure(field);
  if (figure === null) return null;
  const money = readMoney(figure, cells.text("currency", 16));
  if (!cells.numbersDeclared && isAmbiguous(figure.decimal, money.ok ? money.currency : ""))
    return cells.refuse(field, figure.decimal, ambiguousText);
  return money.ok ? money : cells.refuse(field, `${figure.decimal}`, money.reason);
};

/** As `amountOf`, but it must be there. */
export const neededAmount = (row: Row, field: string): Amount | null => {
  const issues = row.cells.issues.length;
  const amount = amountOf(row, field);
  if (amount !== null || row.cells.issues.length > issues) return amount;
  return row.cells.refuse(field, null, row.cells.has(field) ? "is empty" : "has no column in this file");
};

/** What every draft has. */
export const envelopeOf = (row: Row, occurredAt: number) => ({
  occurredAt,
  parties: partiesOf(row.cells, row.prefixes),
  members: membersOf(row.cells, row.prefixes),
});
