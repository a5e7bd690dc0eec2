import {
  RetentionAmounts,
  type RetentionAnswer,
  type RetentionFigures,
  type RetentionRow,
  type RevenueAtRisk,
} from "@rapport/contracts/http/retention/Retention";
import { csv } from "../csv.ts";
import { amount, percentOf } from "../economics/amounts.ts";
import { knownText } from "../economics/headLines.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";

const kinds: Readonly<Record<RetentionRow["kind"], string>> = {
  kept: "kept",
  expanded: "more",
  contracted: "less",
  lost: "lost",
  new: "new",
  won_back: "won back",
};
const causes: Readonly<Record<string, string>> = {
  client_left: "they left",
  ended_by_us: "ended by us",
  project_complete: "project complete",
  merged_or_insolvent: "merged or insolvent",
  unknown: "nobody says why",
};

const rates = (figures: RetentionFigures): string => {
  const { openingClients, lostClients, grossPercent, netPercent, logoChurnPercent } = figures;
  if (openingClients === 0 || grossPercent === null)
    return "Insufficient evidence: no client had recurring revenue on the first day.";
  const { logoChurnLowPercent: low, logoChurnHighPercent: high } = figures;
  return (
    `Gross retention ${percentOf(grossPercent)}, net ${percentOf(netPercent)}; ` +
    `${lostClients} of ${openingClients} clients lost: ${percentOf(logoChurnPercent)} (chance alone leaves 8 of 10 such years between ${percentOf(low)} and ${percentOf(high)}).`
  );
};

const lostText = (answer: RetentionAnswer): ReadonlyArray<string> => {
  const said = Object.entries(answer.lostBecause).filter(([, count]) => count > 0);
  return said.length === 0
    ? []
    : [`Of the lost: ${said.map(([cause, count]) => `${count} ${causes[cause] ?? cause}`).join(", ")}.`];
};

const riskText = (risk: RevenueAtRisk, currency: string | null): ReadonlyArray<string> => {
  const of = (minor: number | null) => amount(minor, currency);
  const rest = [
    ...(risk.noticeGivenMinor > 0 ? [`notice was given for ${of(risk.noticeGivenMinor)}`] : []),
    ...(risk.unscoredMinor > 0 ? [`of ${of(risk.unscoredMinor)} too little is known`] : []),
  ];
  const beside = rest.length === 0 ? "" : ` Besides, ${rest.join(", and ")}.`;
  if (risk.expectedMinor === null)
    return [`Revenue at risk of ${of(risk.yearMinor)} a year: ${risk.why ?? none}.${beside}`];
  const how = risk.why === null ? "" : ` (${risk.why})`;
  return [
    `Revenue at risk: ${of(risk.expectedMinor)} of ${of(risk.scoredMinor)} a year by notice within ${risk.horizonWeeks} weeks, 80 % between ${of(risk.lowMinor)} and ${of(risk.highMinor)}${how}.${beside}`,
  ];
};

const bridgeHeads = [
  "month",
  "opening",
  "new",
  "won back",
  "more",
  "less",
  "lost",
  "exchange",
  "closing",
  "gross",
  "net",
];

const bridgeRow = (name: string, figures: RetentionFigures, currency: string | null) => [
  name,
  amount(figures.openingMinor, currency),
  amount(figures.newMinor, currency),
  amount(figures.wonBackMinor, currency),
  amount(figures.expansionMinor, currency),
  amount(-figures.contractionMinor || 0, currency),
  amount(-figures.lostMinor || 0, currency),
  amount(figures.exchangeMinor, currency),
  amount(figures.closingMinor, currency),
  percentOf(figures.grossPercent),
  percentOf(figures.netPercent),
];

const right = (count: number) => Array.from({ length: count }, () => "right" as const);

/** Rows of the table: all that moved, and those with revenue at risk. */
const mostRows = 25;

/** Recurring revenue kept, won and lost, month by month and client by client. */
export const retentionTable = (answer: RetentionAnswer): string => {
  const { currency, figures, items } = answer;
  const head = `Recurring revenue, ${answer.from} to ${answer.to}, as of ${answer.asOf}${knownText(answer.knownAt)}${currency === null ? "" : `, ${currency} a month`}`;
  if (items.length === 0)
    return [head, "", "There is no contract with a fee that recurs in these days."].join("\n");
  const bridge = [
    ...answer.months.map((month) => bridgeRow(month.month, month, currency)),
    bridgeRow("all", figures, currency),
  ];
  const shown = items
    .slice(0, mostRows)
    .map((row) => [
      row.name,
      row.kind === "lost" ? `lost: ${causes[row.cause ?? "unknown"]}` : kinds[row.kind],
      amount(row.openingMinor, currency),
      amount(row.closingMinor, currency),
      amount(row.atRiskMinor, currency),
      row.eventIds[0]?.slice(0, 12) ?? none,
    ]);
  const clientHeads = ["client", "what", "before", "after", "at risk a year", "contract"];
  return [
    head,
    "",
    table(bridgeHeads, bridge, ["left", ...right(bridgeHeads.length - 1)]),
    "",
    rates(figures),
    ...lostText(answer),
    ...riskText(answer.atRisk, currency),
    ...answer.unconverted.map(
      (fees) =>
        `In no figure: ${fees.contracts} ${fees.contracts === 1 ? "contract" : "contracts"} of ${amount(fees.monthMinor, fees.currency)} ${fees.currency} a month, for which there is no exchange rate.`,
    ),
    "",
    table(clientHeads, shown, ["left", "left", ...right(3), "left"]),
    ...(items.length > mostRows
      ? [`… and ${items.length - mostRows} more: --format csv has all of them.`]
      : []),
    "",
    "gross: what is left of the opening revenue without what came on top; net: with it. Neither counts new clients, those won back, or exchange rates. contract: the beginning of an event's id; JSON has all of them.",
  ].join("\n");
};

const who = ["id", "name", "owner", "ownerName", "segment"] as const;
const amounts = RetentionAmounts.keyof().options;

/** A line per client; amounts in minor units a month, `yearMinor` and `atRiskMinor` a year. */
export const retentionCsv = (answer: RetentionAnswer): string =>
  csv(
    [...who, "currency", "kind", "cause", ...amounts, "yearMinor", "shown", "atRiskMinor"],
    answer.items.map((row) => [
      ...who.map((name) => row[name]),
      answer.currency,
      row.kind,
      row.cause,
      ...amounts.map((name) => row[name]),
      row.yearMinor,
      row.shown,
      row.atRiskMinor,
    ]),
  );
