import type { LedgerKind } from "@rapport/contracts/LedgerFigures";
import type { KnownMapping } from "./LedgerMapping.ts";

/** What every table may have besides its own columns. */
const common = ["updated_at", "client_name"];

/** Our own columns: those a file of the kind is known by, and the others it may have. */
const columns: Readonly<Record<LedgerKind, readonly [required: string, others: string]>> = {
  invoice: [
    "invoice issued_on currency",
    "client project email number due_on net tax total pass_through service_from service_to service_until status disputed settled_on paid",
  ],
  payment: ["payment paid_on amount currency", "invoice client project email status"],
  credit_note: ["credit_note issued_on currency", "invoice client project email net tax total status"],
  expense: [
    "expense spent_on currency amount",
    "client project member category pass_through billable status",
  ],
  time: [
    "member worked_on",
    "entry client project start end hours minutes seconds billable activity ticket status",
  ],
  cost_rate: ["valid_from currency hourly", "band member"],
  contract: [
    "contract starts_on",
    "client project ends_on renews_on currency fee fee_per retainer_hours hourly notice_days status",
  ],
  overhead: ["month currency amount", "category"],
  fx_rate: ["on from to rate", ""],
};

const words = (text: string): ReadonlyArray<string> => text.split(" ").filter((word) => word !== "");

/** Every field a kind knows. */
export const fieldsOf = (kind: LedgerKind): ReadonlyArray<string> => [
  ...words(columns[kind][0]),
  ...words(columns[kind][1]),
  ...common,
];

/** The most particular first: a credit note has every column of an invoice. */
const order: ReadonlyArray<LedgerKind> = [
  "credit_note", "payment", "invoice", "expense", "time", "contract", "cost_rate", "overhead", "fx_rate",
]; // prettier-ignore

/** Our own files, by the columns of their header; the first that fits is it. */
export const ownMappings: ReadonlyArray<KnownMapping> = order.map((kind) => ({
  name: kind,
  columns: words(columns[kind][0]),
  mapping: { kind, fields: Object.fromEntries(fieldsOf(kind).map((field) => [field, field])) },
  datesVary: false,
}));
