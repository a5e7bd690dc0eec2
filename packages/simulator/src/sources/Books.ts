import { join } from "node:path";
import { CsvFile } from "./csv.ts";

const invoiceColumns = [
  "invoice", "client", "project", "email", "issued_on", "due_on", "currency", "net", "tax", "pass_through",
  "service_from", "service_to", "status", "disputed", "updated_at",
] as const; // prettier-ignore
const timeColumns = [
  "entry", "member", "client", "project", "worked_on", "start", "end", "hours", "billable", "activity", "ticket",
] as const; // prettier-ignore

/** The firm's books, in the columns that `rapport ingest ledger` documents. */
export class Books {
  readonly invoices;
  /** Invoices that were corrected: the same ids, a later `updated_at`. */
  readonly corrections;
  readonly payments;
  readonly creditNotes;
  readonly expenses;
  readonly time;
  /** Time sheets that came in after their month was over. */
  readonly lateTime;
  readonly costRates;
  readonly contracts;
  readonly overhead;
  readonly exchangeRates;

  constructor(folder: string) {
    const file = <C extends string>(name: string, columns: ReadonlyArray<C>) =>
      new CsvFile(join(folder, `${name}.csv`), columns);
    this.invoices = file("invoices", invoiceColumns);
    this.corrections = file("invoices-corrected", invoiceColumns);
    this.payments = file("payments", [
      "payment",
      "invoice",
      "client",
      "paid_on",
      "currency",
      "amount",
    ] as const);
    this.creditNotes = file("credit-notes", [
      "credit_note", "invoice", "client", "issued_on", "currency", "net", "tax", "status",
    ] as const); // prettier-ignore
    this.expenses = file("expenses", [
      "expense", "client", "project", "member", "spent_on", "category", "currency", "amount", "pass_through", "billable",
    ] as const); // prettier-ignore
    this.time = file("time", timeColumns);
    this.lateTime = file("time-late", timeColumns);
    this.costRates = file("cost-rates", ["band", "member", "valid_from", "currency", "hourly"] as const);
    this.contracts = file("contracts", [
      "contract", "client", "starts_on", "ends_on", "renews_on", "currency", "fee", "fee_per", "retainer_hours",
      "hourly", "notice_days", "status", "updated_at",
    ] as const); // prettier-ignore
    this.overhead = file("overhead", ["month", "category", "currency", "amount"] as const);
    this.exchangeRates = file("exchange-rates", ["on", "from", "to", "rate"] as const);
  }

  close(): void {
    const files = [
      this.invoices, this.corrections, this.payments, this.creditNotes, this.expenses, this.time, this.lateTime,
      this.costRates, this.contracts, this.overhead, this.exchangeRates,
    ]; // prettier-ignore
    for (const file of files) file.close();
  }
}
