import type { WhatIfAnswer } from "@rapport/contracts/http/decisions/WhatIf";
import { csv } from "../csv.ts";
import { amount, between, hoursOfSeconds } from "../economics/amounts.ts";
import { none } from "../format.ts";
import { table, terminalSafe } from "../table.ts";
import { decisionHeadLine, riskText } from "./decisionLines.ts";

const rows = [
  ["avoidableMinor", "cost that goes away"],
  ["strandedMinor", "cost that stays without a use"],
  ["redeployedMinor", "freed hours at other work"],
  ["onceMinor", "to get there"],
  ["profitChangeMinor", "the firm's profit changes by"],
] as const;

const moneyTable = ({ before, after, currency }: WhatIfAnswer): string =>
  table(
    ["the client in a year", "now", "then"],
    [
      ["revenue", amount(before.revenueMinor, currency), amount(after.revenueMinor, currency)],
      ["cost that it needs", amount(before.costMinor, currency), amount(after.costMinor, currency)],
      [
        "net contribution",
        amount(before.contributionMinor, currency),
        amount(after.contributionMinor, currency),
      ],
    ],
    ["left", "right", "right"],
  );

const outcomeTable = ({ firstYear, laterYear, currency }: WhatIfAnswer): string =>
  table(
    ["the firm", "first year", "later years"],
    [
      ...rows.map(([name, text]) => [
        text,
        amount(firstYear[name], currency),
        amount(laterYear[name], currency),
      ]),
      [
        "  80 % between",
        ...[firstYear, laterYear].map((year) =>
          between(amount(year.profitChangeLowMinor, currency), amount(year.profitChangeHighMinor, currency)),
        ),
      ],
    ],
    ["left", "right", "right"],
  );

const freedLines = ({ freed }: WhatIfAnswer): ReadonlyArray<string> =>
  freed.length === 0
    ? []
    : [
        `Hours by role: ${freed.map(({ band, seconds }) => `${band === "" ? "no band" : band} ${hoursOfSeconds(seconds)}`).join(", ")}.`,
      ];

const concentrationLine = ({ concentration: { before, after } }: WhatIfAnswer): ReadonlyArray<string> =>
  before === null || after === null
    ? []
    : [
        `Of revenue hang on the largest client ${before.largestPercent.toFixed(1)} % now, ${after.largestPercent.toFixed(1)} % then; on five ${before.largestFivePercent.toFixed(1)} %, then ${after.largestFivePercent.toFixed(1)} %.`,
      ];

const acceptanceLine = ({ acceptanceNeededPercent }: WhatIfAnswer): ReadonlyArray<string> => {
  if (acceptanceNeededPercent === null) return [];
  return acceptanceNeededPercent === 0
    ? ["Were it to go over the higher price, the firm would lose nothing by it in a year."]
    : [
        `The higher price is worth the risk of losing it if it is accepted with at least ${acceptanceNeededPercent.toFixed(0)} %.`,
      ];
};

/** What would become of a year. */
export const whatIfTable = (answer: WhatIfAnswer): string => {
  const { client, question, currency } = answer;
  return [
    decisionHeadLine(answer, `What if: ${terminalSafe(client.name)}, ${terminalSafe(question)}`),
    "",
    moneyTable(answer),
    "",
    outcomeTable(answer),
    "",
    ...freedLines(answer),
    ...concentrationLine(answer),
    `As it is served now, a revenue of ${amount(answer.targetPriceMinor, currency)} a year leaves a margin of ${answer.marginTargetPercent} %, ${amount(answer.breakEvenMinor, currency)} nothing.`,
    ...acceptanceLine(answer),
    `Its risk: ${riskText(client.risk) || none}.`,
    ...answer.notes,
  ].join("\n");
};

/** A line per figure, now, then, in the first year and later ones. */
export const whatIfCsv = (answer: WhatIfAnswer): string => {
  const { client, ask, currency, before, after, firstYear, laterYear } = answer;
  const line = (figure: string, value: number | null) => [client.id, ask, currency, figure, value] as const;
  const of = (prefix: string, figures: Readonly<Record<string, number | null>>) =>
    Object.entries(figures).map(([name, value]) => line(`${prefix}.${name}`, value));
  return csv(
    ["id", "ask", "currency", "figure", "value"],
    [
      ...of("before", before),
      ...of("after", after),
      line("lostRevenueMinor", answer.lostRevenueMinor),
      ...of("firstYear", firstYear),
      ...of("laterYear", laterYear),
      ...answer.freed.map(({ band, seconds }) => line(`freedSeconds.${band}`, seconds)),
      line("targetPriceMinor", answer.targetPriceMinor),
      line("breakEvenMinor", answer.breakEvenMinor),
      line("acceptanceNeededPercent", answer.acceptanceNeededPercent),
    ],
  );
};
