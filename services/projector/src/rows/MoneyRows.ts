import { nullable } from "@rapport/warehouse/native/composites";
import { bool, date32, int64, uint32 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { Place } from "./FactRows.ts";
import { dayNumberOf, dayNumberOrNull, monthWithinDateTime64 } from "./moments.ts";
import { pushSource, sourceColumns } from "./sourceColumns.ts";
import type { EventIn } from "./tableOfType.ts";

/** The insertable columns of `facts_money`. */
export const moneyColumns = () => ({
  ...sourceColumns(),
  type: lowCardinality(),
  month: uint32(),
  kind: lowCardinality(),
  status: lowCardinality(),
  number: string(),
  invoice_number: string(),
  booked_on: date32(),
  due_on: nullable(date32()),
  service_from: nullable(date32()),
  service_to: nullable(date32()),
  currency: lowCardinality(),
  amount_minor: int64(),
  tax_minor: int64(),
  total_minor: int64(),
  pass_through_minor: int64(),
  category: lowCardinality(),
  billable: bool(),
  disputed: bool(),
});
export type MoneyColumns = ReturnType<typeof moneyColumns>;

type MoneyEvent = EventIn<"facts_money">;

/** What a document says about money; `netMinor + taxMinor` is the total of every kind. */
interface Booking {
  readonly kind: "invoice" | "payment" | "credit_note" | "expense" | "overhead";
  readonly bookedOn: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly passThroughMinor: number;
}

const untaxed = (
  kind: Booking["kind"],
  bookedOn: string,
  amountMinor: number,
  passThrough: boolean,
): Booking => ({
  kind,
  bookedOn,
  netMinor: amountMinor,
  taxMinor: 0,
  totalMinor: amountMinor,
  passThroughMinor: passThrough ? amountMinor : 0,
});

const bookingOf = ({ type, data }: MoneyEvent): Booking => {
  switch (type) {
    case "invoice.issued":
      return { ...data, kind: "invoice", bookedOn: data.issuedOn };
    case "credit_note.issued":
      return { ...data, kind: "credit_note", bookedOn: data.issuedOn, passThroughMinor: 0 };
    case "invoice.paid":
      return untaxed("payment", data.paidOn, data.amountMinor, false);
    case "expense.logged":
      return untaxed("expense", data.spentOn, data.amountMinor, data.passThrough);
    case "overhead.recorded":
      return untaxed("overhead", data.month, data.amountMinor, false);
  }
};

const pushInvoice = (columns: MoneyColumns, event: MoneyEvent): void => {
  const invoice = event.type === "invoice.issued" ? event.data : null;
  columns.due_on.push(dayNumberOrNull(invoice?.dueOn ?? null));
  columns.service_from.push(dayNumberOrNull(invoice?.serviceFrom ?? null));
  columns.service_to.push(dayNumberOrNull(invoice?.serviceTo ?? null));
  columns.disputed.push(invoice?.disputed ?? false);
};

/** One version of an invoice, payment, credit note, expense or overhead as one row. */
export const pushMoney = (columns: MoneyColumns, event: MoneyEvent, contentHash: number, at: Place): void => {
  const { data } = event;
  const booking = bookingOf(event);
  pushSource(columns, event, contentHash, at);
  columns.type.push(event.type);
  columns.month.push(monthWithinDateTime64(event.occurredAt));
  columns.kind.push(booking.kind);
  columns.status.push(data.status);
  columns.number.push("number" in data ? data.number : "");
  columns.invoice_number.push("invoiceNumber" in data ? (data.invoiceNumber ?? "") : "");
  columns.booked_on.push(dayNumberOf(booking.bookedOn));
  columns.currency.push(data.currency);
  columns.amount_minor.push(booking.netMinor);
  columns.tax_minor.push(booking.taxMinor);
  columns.total_minor.push(booking.totalMinor);
  columns.pass_through_minor.push(booking.passThroughMinor);
  columns.category.push("category" in data ? (data.category ?? "") : "");
  columns.billable.push("billable" in data && data.billable);
  pushInvoice(columns, event);
};
