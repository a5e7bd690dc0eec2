import type { ClientMonths, MoneyFigures, MonthFigures, PartyMonth } from "@rapport/contracts/http/Months";
import { MoneyFigures as MoneyShape, MonthFigures as MonthShape } from "@rapport/contracts/http/Months";
import { hoursOf } from "../figures/rounding.ts";
import { type Cell, csv } from "./csv.ts";
import { hours, none } from "./format.ts";
import { moneyTexts } from "./money.ts";
import { table } from "./table.ts";

const figureNames = MonthShape.omit({ money: true }).keyof().options;
const moneyNames = MoneyShape.keyof().options;
const noMoney: ReadonlyArray<MoneyFigures | null> = [null];

type Who = Pick<PartyMonth, "id" | "name" | "kind">;

/**
 * One line per client, month and currency. The figures that are not money stand in the first line of a month
 * alone, so that each column can be summed; money is in minor units.
 */
export const monthsCsv = (rows: ReadonlyArray<Who & MonthFigures>): string =>
  csv(
    ["id", "name", "kind", ...figureNames, ...moneyNames],
    rows.flatMap((row) =>
      (row.money.length === 0 ? noMoney : row.money).map((money, i): ReadonlyArray<Cell> => [
        row.id,
        row.name,
        row.kind,
        ...figureNames.map((name) => (i === 0 || name === "month" ? row[name] : null)),
        ...moneyNames.map((name) => money?.[name] ?? null),
      ]),
    ),
  );

/** One client's months as CSV, in the columns of all clients. */
export const clientMonthsCsv = ({ client, months }: ClientMonths): string =>
  monthsCsv(months.map((month) => ({ ...client, ...month })));

const medianText = (ms: number | null): string => (ms === null ? none : hours(hoursOf(ms)));
const hoursText = (seconds: number): string => (seconds === 0 ? "" : (seconds / 3600).toFixed(1));
const count = (n: number): string => (n === 0 ? "" : String(n));

const columns: ReadonlyArray<readonly [head: string, cell: (month: MonthFigures) => string]> = [
  ["month", (m) => (m.month === "1970-01" ? "undated" : m.month)],
  ["in/out", (m) => (m.messages === 0 ? "" : `${m.messagesIn}/${m.messagesOut}`)],
  ["we answer", (m) => (m.ourReplies === 0 ? "" : medianText(m.ourElapsedMedianMs))],
  ["they answer", (m) => (m.theirReplies === 0 ? "" : medianText(m.theirElapsedMedianMs))],
  [
    "tickets",
    (m) => (m.ticketsOpened + m.ticketsSolved === 0 ? "" : `${m.ticketsOpened}/${m.ticketsSolved}`),
  ],
  ["reopened", (m) => count(m.reopenings)],
  ["first response", (m) => (m.firstResponses === 0 ? "" : medianText(m.firstResponseMedianMs))],
  ["meetings", (m) => count(m.meetingsHeld)],
  ["our meeting h", (m) => hoursText(m.meetingOurMinutes * 60)],
  ["logged h", (m) => hoursText(m.loggedSeconds)],
  ["invoiced net", (m) => moneyTexts(m.money, (x) => x.invoicedNetMinor)],
  ["paid", (m) => moneyTexts(m.money, (x) => x.paidMinor)],
];
const right = columns.map(([head]) => (head === "month" ? ("left" as const) : ("right" as const)));

const notes =
  "Tickets: opened/solved. Answers and first response: median, elapsed. Months are UTC; money per currency, net of tax.";

export const clientMonthsTable = ({ client, asOf, months }: ClientMonths): string => {
  if (months.length === 0) return `Nothing is known of ${client.name} in these months, as of ${asOf}.`;
  const rows = months.map((month) => columns.map(([, cell]) => cell(month)));
  return [
    `${client.name}, as of ${asOf}`,
    "",
    table(
      columns.map(([head]) => head),
      rows,
      right,
    ),
    "",
    notes,
  ].join("\n");
};

export const monthsTable = (page: {
  readonly asOf: string;
  readonly items: ReadonlyArray<PartyMonth>;
}): string => {
  if (page.items.length === 0) return `Nothing is known of these months, as of ${page.asOf}.`;
  const rows = page.items.map((row) => [
    row.kind === "client" ? row.name : `${row.name} *`,
    ...columns.map(([, cell]) => cell(row)),
  ]);
  const body = table(["client", ...columns.map(([head]) => head)], rows, ["left", ...right]);
  const linked = page.items.every((row) => row.kind === "client");
  return [
    body,
    "",
    `As of ${page.asOf}. ${notes}`,
    ...(linked ? [] : ["* claimed by no client: rapport unattributed"]),
  ].join("\n");
};
