import type { ControlTotal, LedgerFigures } from "@rapport/contracts/LedgerFigures";
import { receivables } from "@rapport/domain/ledger/receivables";
import { safeMinor } from "@rapport/domain/ledger/Totals";
import { currencyOf } from "@rapport/domain/money/Currency";
import { minorText } from "@rapport/domain/money/Minor";
import type { SourceBooksRow, SourceReceivableRow } from "../queries/SourceWork.ts";

const taxed: ReadonlySet<string> = new Set(["invoice", "credit_note"]);

const totalOf = (row: SourceBooksRow): ControlTotal => {
  const currency = currencyOf(row.currency) === null ? null : row.currency;
  const of = (minor: bigint, wanted: boolean) =>
    currency === null || !wanted
      ? { minor: null, text: null }
      : { minor: safeMinor(minor), text: minorText(minor, currency) };
  const [sum, net] = [of(row.sum_minor, true), of(row.net_minor, taxed.has(row.kind))];
  const time = row.kind === "time";
  return {
    kind: row.kind,
    status: row.status,
    currency,
    count: row.documents,
    sumMinor: sum.minor,
    sum: sum.text,
    netMinor: net.minor,
    net: net.text,
    seconds: time ? row.all_seconds : null,
    billableSeconds: time ? row.billable_seconds : null,
  };
};

const known = ({ currency }: SourceReceivableRow): boolean => currencyOf(currency) !== null;

/** Control totals and receivables of one source's books, as `rapport inspect ledger` has them. */
export const bookFigures = (
  rows: ReadonlyArray<SourceBooksRow>,
  money: ReadonlyArray<SourceReceivableRow>,
): Pick<LedgerFigures, "documents" | "totals" | "receivables"> => ({
  documents: rows.reduce((sum, row) => sum + row.documents, 0),
  totals: rows.map(totalOf),
  receivables: [
    ...receivables(
      money
        .filter((row) => row.kind === "invoice" && known(row))
        .map((row) => ({
          number: row.number,
          currency: row.currency,
          totalMinor: row.total_minor,
          issuedOn: row.booked_day,
          dueOn: row.due_day,
          disputed: row.disputed,
        })),
      money
        .filter((row) => row.kind === "payment" && known(row))
        .map((row) => ({
          invoiceNumber: row.invoice_number === "" ? null : row.invoice_number,
          currency: row.currency,
          amountMinor: row.total_minor,
          paidOn: row.booked_day,
        })),
    ),
  ],
});
