import type { QuadrantAnswer, QuadrantCell, QuadrantRow } from "@rapport/contracts/http/decisions/Quadrant";
import { csv } from "../csv.ts";
import { amount, between, hoursOfSeconds, lossText, percentOf } from "../economics/amounts.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";
import { decisionHeadLine, definitionLine, riskLine, riskText } from "./decisionLines.ts";

/** A cell as people call it. */
export const cellNames: Readonly<Record<QuadrantCell, string>> = {
  save: "save",
  protect: "protect",
  fix: "fix or reprice",
  let_go: "let go",
  unjudged: "not judged",
  ended: "notice given",
};

const meanings =
  "save: at risk, brings enough · protect: safe, brings enough · fix or reprice: safe, brings little · let go: at risk, brings little";

const cellTable = ({ cells, total, currency }: QuadrantAnswer): string => {
  const line = (name: string, of: (typeof cells)[number] | typeof total) => [
    name,
    String(of.clients),
    amount(of.revenueMinor, currency),
    amount(of.costMinor, currency),
    amount(of.contributionMinor, currency),
    hoursOfSeconds(of.effortSeconds),
  ];
  return table(
    ["", "clients", "revenue", "cost", "contribution", "hours"],
    [
      ...cells.filter(({ clients }) => clients > 0).map((of) => line(cellNames[of.cell], of)),
      line("all", total),
    ],
    ["left", "right", "right", "right", "right", "right"],
  );
};

const order = Object.keys(cellNames) as ReadonlyArray<QuadrantCell>;
const byCell = (a: QuadrantRow, b: QuadrantRow): number =>
  order.indexOf(a.cell) - order.indexOf(b.cell) ||
  b.effortSeconds - a.effortSeconds ||
  (a.id < b.id ? -1 : 1);

/** Cells with their sums, and below them every client with its bubble: the hours it takes. */
export const quadrantTable = (answer: QuadrantAnswer): string => {
  const { items, currency } = answer;
  const head = decisionHeadLine(answer, "Risk against net contribution");
  if (items.length === 0) return [head, "", "There is no client to place."].join("\n");
  const rows = items
    .toSorted(byCell)
    .map((row) => [
      cellNames[row.cell],
      row.name,
      riskText(row.risk),
      amount(row.revenueMinor, currency),
      amount(row.contributionMinor, currency),
      between(amount(row.contributionLowMinor, currency), amount(row.contributionHighMinor, currency)),
      row.cell === "ended" ? none : lossText(row.lossProbabilityPercent),
      percentOf(row.marginPercent),
      hoursOfSeconds(row.effortSeconds),
    ]);
  const heads = [
    "",
    "client",
    "risk",
    "revenue",
    "contribution",
    "80 % between",
    "below 0",
    "margin",
    "hours",
  ];
  return [
    head,
    "",
    cellTable(answer),
    "",
    table(heads, rows, ["left", "left", "left", "right", "right", "right", "right", "right", "right"]),
    "",
    meanings,
    `Enough: a contribution of at least ${answer.hurdlePercent} % of revenue (setting margin.hurdle). At risk: a raised or high risk.`,
    riskLine(answer),
    ...definitionLine(items.map(({ risk }) => risk)),
  ].join("\n");
};

const figures = [
  "revenueMinor",
  "costMinor",
  "contributionMinor",
  "contributionLowMinor",
  "contributionHighMinor",
  "lossProbabilityPercent",
  "marginPercent",
  "effortSeconds",
] as const;

export const quadrantCsv = ({ items, currency }: QuadrantAnswer): string =>
  csv(
    [
      "id",
      "name",
      "owner",
      "ownerName",
      "segment",
      "tier",
      "cell",
      "shown",
      "band",
      "chancePercent",
      "currency",
      ...figures,
    ],
    items.map((row) => [
      row.id,
      row.name,
      row.owner,
      row.ownerName,
      row.segment,
      row.tier,
      row.cell,
      row.risk.shown,
      row.risk.band,
      row.risk.chance?.percent ?? null,
      currency,
      ...figures.map((figure) => row[figure]),
    ]),
  );
