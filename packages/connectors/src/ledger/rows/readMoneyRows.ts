import { type Billed, readBilled } from "./billed.ts";
import { envelopeOf, neededAmount, neededDay, type ReadRow, startOfDay, statusOf } from "./RowReader.ts";

/** Money that came in. */
export const readPayment: ReadRow = (row) => {
  const { cells } = row;
  const id = cells.text("payment");
  const paidOn = neededDay(row, "paid_on");
  const amount = neededAmount(row, "amount");
  const invoiceNumber = cells.text(row.reference);
  const status = statusOf(row);
  if (paidOn === null || amount === null) return null;
  const data = { status, invoiceNumber, paidOn, currency: amount.currency, amountMinor: amount.minor };
  const draft = { type: "invoice.paid", ...envelopeOf(row, startOfDay(paidOn)), data } as const;
  return [{ kind: "payment", id, draft: () => draft }];
};

const turned = ({ currency, netMinor, taxMinor, totalMinor }: Billed): Billed => ({
  currency,
  netMinor: 0 - netMinor,
  taxMinor: 0 - taxMinor,
  totalMinor: 0 - totalMinor,
});

/** What a client is credited, a positive amount. */
export const readCreditNote: ReadRow = (row) => {
  const { cells } = row;
  const id = cells.text("credit_note");
  const number = cells.text("number") ?? id ?? cells.required("credit_note");
  const issuedOn = neededDay(row, "issued_on");
  const billed = readBilled(row);
  const invoiceNumber = cells.text(row.reference);
  const status = statusOf(row);
  if (number === null || issuedOn === null || billed === null) return null;
  const credited = row.mixed && billed.totalMinor < 0 ? turned(billed) : billed;
  const data = { status, number, issuedOn, ...credited, invoiceNumber };
  const draft = { type: "credit_note.issued", ...envelopeOf(row, startOfDay(issuedOn)), data } as const;
  return [{ kind: "credit_note", id, draft: () => draft }];
};

/** What we spent. `pass_through` without `billable` is billable. */
export const readExpense: ReadRow = (row) => {
  const { cells } = row;
  const id = cells.text("expense");
  const spentOn = neededDay(row, "spent_on");
  const amount = neededAmount(row, "amount");
  const category = cells.text("category");
  const passThrough = cells.flag("pass_through") ?? false;
  const billable = cells.flag("billable") ?? passThrough;
  const status = statusOf(row);
  if (spentOn === null || amount === null) return null;
  const money = { currency: amount.currency, amountMinor: amount.minor };
  const data = { status, spentOn, category, ...money, passThrough, billable };
  const draft = { type: "expense.logged", ...envelopeOf(row, startOfDay(spentOn)), data } as const;
  return [{ kind: "expense", id, draft: () => draft }];
};

const monthText = /^(\d{4})-(\d{2})$/;

/** Costs of a month: `2026-05`, or any day of it. */
export const readOverhead: ReadRow = (row) => {
  const { cells } = row;
  const text = cells.text("month", 64);
  const written = text === null ? null : monthText.exec(text);
  const day = written === null ? neededDay(row, "month") : `${written[0]}-01`;
  const valid = day !== null && !Number.isNaN(startOfDay(day)) && day >= "1900" && day < "2300";
  if (day !== null && !valid) cells.refuse("month", text, "is no month such as 2026-05");
  const amount = neededAmount(row, "amount");
  const category = cells.text("category");
  const status = statusOf(row);
  if (day === null || !valid || amount === null) return null;
  const month = `${day.slice(0, 7)}-01`;
  const data = { status, month, category, currency: amount.currency, amountMinor: amount.minor };
  const draft = { type: "overhead.recorded", ...envelopeOf(row, startOfDay(month)), data } as const;
  return [{ kind: "overhead", id: null, draft: () => draft }];
};
