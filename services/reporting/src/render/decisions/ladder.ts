import type { LadderPage, LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { actionTexts } from "../../decisions/ladderWords.ts";
import { csv } from "../csv.ts";
import { amount, between } from "../economics/amounts.ts";
import { terminalSafe } from "../table.ts";
import { table } from "../table.ts";
import { decisionHeadLine, definitionLine, riskLine, riskText } from "./decisionLines.ts";

const percent = (value: number): string => `${value.toFixed(0)} %`;
const refusals = {
  no_cause: "no cause",
  waived: "waived",
  tried: "tried",
  our_fault: "our doing first",
  conditions: "conditions open",
} as const;

const listOf = (rows: ReadonlyArray<LadderRow>, currency: string | null): string =>
  table(
    ["client", "proposed", "gain", "80 % between", "best in", "risk", "contribution a quarter", "decided"],
    rows.map((row) => {
      const chosen = row.actions.find(({ action }) => action === row.recommendation);
      return [
        row.highMaintenance ? `${row.name} !` : row.name,
        actionTexts[row.recommendation],
        chosen === undefined || chosen.action === "keep" ? "" : amount(chosen.gain.medianMinor, currency),
        chosen === undefined || chosen.action === "keep"
          ? ""
          : between(amount(chosen.gain.lowMinor, currency), amount(chosen.gain.highMinor, currency)),
        chosen === undefined ? "" : percent(chosen.bestPercent),
        riskText(row.risk),
        amount(row.quarter.contributionMinor, currency),
        row.decided === null ? "" : `${actionTexts[row.decided.action]}, ${row.decided.on}`,
      ];
    }),
    ["left", "left", "right", "right", "right", "left", "right", "left"],
  );

const optionLines = (row: LadderRow, currency: string | null): ReadonlyArray<string> =>
  row.options.flatMap((option) => [
    "",
    `  ${actionTexts[option.action]}: ${amount(option.value.medianMinor, currency)} over three years, 80 % between ${amount(option.value.lowMinor, currency)} and ${amount(option.value.highMinor, currency)}${option.refused === null ? "" : ` (${refusals[option.refused]})`}`,
    ...option.pros.map((text) => `    + ${text}`),
    ...option.cons.map((text) => `    - ${text}`),
  ]);

/** One client with its options, what is open for parting, and the unknown that decides. */
const clientLines = (row: LadderRow, currency: string | null): ReadonlyArray<string> => [
  terminalSafe(`${row.name}: ${actionTexts[row.recommendation]}`),
  `  ${row.because}`,
  ...optionLines(row, currency),
  "",
  table(
    ["  action", "value", "80 % between", "gain", "best in", "below 0", ""],
    row.actions.map((one) => [
      `  ${actionTexts[one.action]}`,
      amount(one.value.medianMinor, currency),
      between(amount(one.value.lowMinor, currency), amount(one.value.highMinor, currency)),
      amount(one.gain.medianMinor, currency),
      percent(one.bestPercent),
      percent(one.value.belowPercent),
      one.refused === null ? "" : refusals[one.refused],
    ]),
    ["left", "right", "right", "right", "right", "right", "left"],
  ),
  "",
  `  The choice between the two best hangs on ${row.unknown.text}${row.unknown.unknown === "nothing" ? "" : ` (${percent(row.unknown.explainsPercent)} of their difference)`}.`,
  `  Parting (last day ${row.partingLastDay}):`,
  ...row.parting.map(({ holds, text }) => `    ${holds ? "yes" : "no "} ${text}`),
];

/** What could be done about clients; of one alone with its options in full. */
export const ladderTable = (page: LadderPage): string => {
  const head = decisionHeadLine(page, "What could be done");
  if (page.items.length === 0) return [head, "", "There is no client to look at."].join("\n");
  const [only] = page.items;
  const body =
    page.total === 1 && only !== undefined
      ? clientLines(only, page.currency)
      : [
          listOf(page.items, page.currency),
          "",
          "rapport report ladder --client NAME shows its options with what speaks for and against them.",
          "! much effort and little return. gain: over three years, against keeping it as it is.",
        ];
  return [
    head,
    "",
    ...body,
    "",
    `Over three years, ${page.quarterlyChurnPercent.toFixed(1)} % of clients usually leaving in a quarter, discounted at ${page.discountPercent} % a year; effects are settings (rapport setting list).`,
    riskLine(page),
    ...definitionLine(page.items.map(({ risk }) => risk)),
    "These are proposals: rapport decide records what people decide.",
  ].join("\n");
};

/** A line per client and action. */
export const ladderCsv = ({ items, currency }: LadderPage): string =>
  csv(
    [
      "id",
      "name",
      "owner",
      "segment",
      "tier",
      "recommendation",
      "action",
      "refused",
      "bestPercent",
      "currency",
      "valueMinor",
      "valueLowMinor",
      "valueHighMinor",
      "gainMinor",
      "gainLowMinor",
      "gainHighMinor",
      "lossPercent",
      "unknown",
    ],
    items.flatMap((row) =>
      row.actions.map((one) => [
        row.id,
        row.name,
        row.owner,
        row.segment,
        row.tier,
        row.recommendation,
        one.action,
        one.refused,
        one.bestPercent,
        currency,
        one.value.medianMinor,
        one.value.lowMinor,
        one.value.highMinor,
        one.gain.medianMinor,
        one.gain.lowMinor,
        one.gain.highMinor,
        one.value.belowPercent,
        row.unknown.text,
      ]),
    ),
  );
