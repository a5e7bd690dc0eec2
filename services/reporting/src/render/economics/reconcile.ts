import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import { none } from "../format.ts";
import { table } from "../table.ts";
import { amount } from "./amounts.ts";
import { knownText, restatementLines } from "./headLines.ts";

type Line = ReconciliationAnswer["lines"][number];
type Named = ReconciliationAnswer["documents"][number];

/** What measures are called. */
export const measures: Readonly<Record<Line["measure"], string>> = {
  invoices: "Invoices, net",
  pass_through: "of these passes through",
  credit_notes: "Credit notes, net",
  payments: "Payments",
  expenses: "Expenses",
  time: "Time logged",
  overhead: "Overhead",
  revenue: "Revenue",
  cost: "Cost",
};

/** Hours to the second, so that a second's difference is seen: `1,234:05:09`. */
const clock = (seconds: number): string => {
  const whole = Math.abs(seconds);
  const two = (n: number) => String(n % 60).padStart(2, "0");
  const hours = Math.floor(whole / 3600).toLocaleString("en");
  return `${seconds < 0 ? "-" : ""}${hours}:${two(Math.floor(whole / 60))}:${two(whole)}`;
};

/** An amount of a line: hours to the second, or money in the line's currency. */
export const value = (
  { measure, currency }: Pick<Line, "measure" | "currency">,
  of: number | null,
): string => {
  if (of === null) return none;
  return measure === "time" ? clock(of) : amount(of, currency);
};

const partyText = ({ state, name }: Line["parties"][number]): string => {
  if (state === "client" || state === name) return name;
  return `${name} (${state})`;
};

const lineRows = (line: Line): ReadonlyArray<ReadonlyArray<string>> => [
  ...line.parties.map((party) => [
    `  ${partyText(party)}`,
    "",
    value(line, party.amount),
    "",
    "",
    String(party.events),
  ]),
  [
    measures[line.measure],
    line.measure === "time" ? "h" : line.currency,
    value(line, line.booked),
    value(line, line.control),
    value(line, line.difference),
    String(line.controlEvents),
  ],
  ["", "", "", "", "", ""],
];

const reasons: Readonly<Record<Named["reason"], string>> = {
  no_exchange_rate: "no exchange rate for its day",
  not_in_books: "not in the books",
  not_in_source: "not in the source",
  amount_differs: "another amount",
};

const documentRows = (documents: ReadonlyArray<Named>) =>
  documents.map((one) => [
    measures[one.measure],
    one.name,
    one.day ?? none,
    one.currency,
    value(one, one.booked),
    value(one, one.control),
    value(one, one.difference),
    reasons[one.reason],
  ]);

/** True where the books and the sources agree on everything, and every document is in them. */
export const isReconciled = ({ lines, documents }: ReconciliationAnswer): boolean =>
  documents.length === 0 && lines.every(({ difference }) => (difference ?? 0) === 0);

/** A month's books beside the control totals of the sources; every document that makes a difference is named. */
export const reconcileTable = (answer: ReconciliationAnswer): string => {
  const { lines, documents } = answer;
  const right = ["right", "right", "right", "right"] as const;
  const verdict = isReconciled(answer)
    ? "Reconciled: every difference is 0."
    : `${documents.length} ${documents.length === 1 ? "document makes" : "documents make"} a difference.`;
  return [
    `The books of ${answer.month} up to ${answer.until}, as of ${answer.asOf}${knownText(answer.knownAt)}, reported in ${answer.currency || none}`,
    "",
    lines.length === 0
      ? "There is nothing in this month."
      : table(["", "", "booked", "in the sources", "difference", "events"], lines.flatMap(lineRows), [
          "left",
          "left",
          ...right,
        ]).trimEnd(),
    "",
    ...(documents.length === 0
      ? []
      : [
          table(
            ["document", "", "day", "", "booked", "in the source", "difference", "why"],
            documentRows(documents),
            ["left", "left", "left", "left", "right", "right", "right", "left"],
          ),
          "",
        ]),
    verdict,
    ...restatementLines(answer.restatements),
  ].join("\n");
};
