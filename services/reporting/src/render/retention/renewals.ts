import type {
  ExpectedInvoiceRow,
  RenewalRow,
  RenewalsAnswer,
} from "@rapport/contracts/http/retention/Renewals";
import { type Cell, csv } from "../csv.ts";
import { amount, percentOf } from "../economics/amounts.ts";
import { knownText } from "../economics/headLines.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";

const kinds: Readonly<Record<RenewalRow["kind"], string>> = {
  renews: "renews",
  ends_by_notice: "ends: notice given",
  ends_as_agreed: "ends as agreed",
};

const noticeText = ({ noticeBy, noticeDaysLeft }: RenewalRow): string => {
  if (noticeBy === null || noticeDaysLeft === null) return none;
  return noticeDaysLeft < 0 ? `${noticeBy} (passed)` : `${noticeBy} (${noticeDaysLeft} d)`;
};

const riskText = ({ shown, band, chancePercent }: RenewalRow): string => {
  if (chancePercent !== null) return `${band ?? ""} ${percentOf(chancePercent)}`.trim();
  return band ?? (shown === "rank" ? "see the order" : none);
};

const renewalLines = ({ renewals, days, currency }: RenewalsAnswer): ReadonlyArray<string> => {
  if (renewals.length === 0) return [`No contract in force renews or ends within ${days} days.`];
  const heads = ["client", "what", "on", "notice by", "a year", "risk", "owner", "contract"];
  const rows = renewals.map((row) => [
    row.name,
    kinds[row.kind],
    row.on,
    noticeText(row),
    amount(row.yearMinor, currency),
    riskText(row),
    row.ownerName ?? none,
    row.eventId.slice(0, 12),
  ]);
  return [table(heads, rows, ["left", "left", "left", "left", "right", "left", "left", "left"])];
};

const invoiceLines = ({ invoices, currency }: RenewalsAnswer): ReadonlyArray<string> => {
  if (invoices.length === 0)
    return ["Every client with an invoice in the last three years has a recurring fee, or has ended."];
  const heads = ["client", "last invoice", "in 3 months", "likely by", "a month", "12 months", "late"];
  const rows = invoices.map((row) => [
    row.name,
    row.lastMonth,
    percentOf(row.chancePercent),
    row.likelyBy ?? none,
    amount(row.monthValueMinor, currency),
    amount(row.expectedYearMinor, currency),
    percentOf(row.latePercent),
  ]);
  return [table(heads, rows, ["left", "left", "right", "left", "right", "right", "right"])];
};

/** What is to be renewed or ends, and what is to be invoiced next where no fee recurs. */
export const renewalsTable = (answer: RenewalsAnswer): string =>
  [
    `Renewals and ends of the next ${answer.days} days, as of ${answer.asOf}${knownText(answer.knownAt)}${answer.currency === null ? "" : `, in ${answer.currency}`}`,
    "",
    ...renewalLines(answer),
    "",
    `Without a recurring fee, by months with an invoice up to ${answer.invoicesUntil}:`,
    "",
    ...invoiceLines(answer),
    "",
    "risk: of notice, as in rapport report risk. in 3 months: the chance of an invoice by then; likely by: when it becomes likelier than not; late: the chance that an invoice is paid after its due day.",
  ].join("\n");

const who = ["id", "name", "owner", "ownerName", "segment"] as const;
const ofRenewal = [
  "kind",
  "on",
  "daysLeft",
  "noticeBy",
  "noticeDaysLeft",
  "yearMinor",
  "shown",
  "band",
  "chancePercent",
  "eventId",
] as const;
const ofInvoice = [
  "months",
  "lastMonth",
  "monthsSince",
  "chancePercent",
  "likelyBy",
  "expectedMonths",
  "monthValueMinor",
  "expectedYearMinor",
  "latePercent",
] as const;

const cellsOf = <Name extends string>(
  row: Readonly<Record<Name, string | number | null>>,
  names: ReadonlyArray<Name>,
): ReadonlyMap<string, Cell> => new Map(names.map((name) => [name, row[name]]));

/** A line per renewal (`row` renewal) and per client without a recurring fee (`row` invoice). */
export const renewalsCsv = (answer: RenewalsAnswer): string => {
  const columns = [...new Set<string>([...ofRenewal, ...ofInvoice])];
  const line = (kind: string, row: RenewalRow | ExpectedInvoiceRow, cells: ReadonlyMap<string, Cell>) => [
    kind,
    ...who.map((name) => row[name]),
    answer.currency,
    ...columns.map((name) => cells.get(name) ?? null),
  ];
  return csv(
    ["row", ...who, "currency", ...columns],
    [
      ...answer.renewals.map((row) => line("renewal", row, cellsOf(row, ofRenewal))),
      ...answer.invoices.map((row) => line("invoice", row, cellsOf(row, ofInvoice))),
    ],
  );
};
