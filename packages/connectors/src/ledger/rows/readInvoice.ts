import { readBilled } from "./billed.ts";
import {
  amountOf,
  envelopeOf,
  neededDay,
  type ReadRow,
  type Row,
  type RowDocument,
  startOfDay,
  statusOf,
} from "./RowReader.ts";

/** The payment of an invoice whose row says when it was settled. */
const settlement = (
  row: Row,
  id: string | null,
  number: string,
  totalMinor: number,
  currency: string,
): RowDocument | null => {
  const paidOn = row.cells.day("settled_on");
  if (paidOn === null) return null;
  const paid = amountOf(row, "paid");
  const data = {
    status: statusOf(row),
    invoiceNumber: number,
    paidOn,
    currency,
    amountMinor: paid?.minor ?? totalMinor,
  };
  const { parties } = envelopeOf(row, 0);
  const draft = { type: "invoice.paid", occurredAt: startOfDay(paidOn), parties, members: [], data } as const;
  return { kind: "payment", id: id === null ? null : `${id}:settled`, draft: () => draft };
};

/** The last day of the service: as written, or the one before the moment at which it ends. */
const lastDay = ({ cells }: Row): string | null => {
  const until = cells.moment("service_until");
  if (until === null) return cells.day("service_to");
  const day = new Date(until - 1).toISOString().slice(0, 10);
  return day < "1900" ? cells.refuse("service_until", day, "is no day from 1900 to 2299") : day;
};

/** One invoice, and its payment where the row says when it was settled. */
export const readInvoice: ReadRow = (row) => {
  const { cells } = row;
  const id = cells.text("invoice");
  const number = cells.text("number") ?? id ?? cells.required("invoice");
  const issuedOn = neededDay(row, "issued_on");
  const billed = readBilled(row);
  const passThrough = amountOf(row, "pass_through");
  const status = statusOf(row);
  const dueOn = cells.day("due_on");
  const serviceFrom = cells.day("service_from");
  const serviceTo = lastDay(row);
  const disputed = cells.flag("disputed") ?? false;
  if (number === null || issuedOn === null || billed === null) return null;
  const payment = settlement(row, id, number, billed.totalMinor, billed.currency);
  const draft = {
    type: "invoice.issued",
    ...envelopeOf(row, startOfDay(issuedOn)),
    data: {
      status,
      number,
      issuedOn,
      ...billed,
      dueOn,
      passThroughMinor: passThrough?.minor ?? 0,
      serviceFrom,
      serviceTo,
      disputed,
    },
  } as const;
  const invoice: RowDocument = { kind: "invoice", id, draft: () => draft };
  return payment === null ? [invoice] : [invoice, payment];
};
