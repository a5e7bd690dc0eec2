import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import type { RiskRow } from "@rapport/contracts/http/risk/Risk";
import { actionText } from "@rapport/domain/decisions/history/wordText";
import { moneyText } from "../render/money.ts";
import type { ReportReads } from "../Reports.ts";
import { Effect } from "effect";

/** A figure as it was shown. */
export interface ShownFigure {
  readonly figure: string;
  readonly value: string;
}

const figure = (name: string, value: string | null): ReadonlyArray<ShownFigure> =>
  value === null ? [] : [{ figure: name, value: value.slice(0, 200) }];

const ofMoney = ({ items, currency, from, to }: ProfitabilityPage): ReadonlyArray<ShownFigure> => {
  const row = items[0];
  if (row === undefined || currency === null) return [];
  const { contributionLowMinor: low, contributionHighMinor: high } = row;
  const between =
    low === null || high === null ? "" : ` (${moneyText(low, currency)} to ${moneyText(high, currency)})`;
  return [
    ...figure("span", `${from} to ${to}`),
    ...figure("revenue", moneyText(row.revenueMinor, currency)),
    ...figure("net_contribution", `${moneyText(row.contributionMinor, currency)}${between}`),
    ...figure("effort", `${(row.effortSeconds / 3600).toFixed(1)} h`),
  ];
};

const ofRisk = ({ chance, band, why, model }: RiskRow): ReadonlyArray<ShownFigure> => {
  const text =
    chance === null
      ? (band ?? why)
      : `${chance.percent} % (${chance.lowPercent} to ${chance.highPercent})${band === null ? "" : `, ${band}`}`;
  return [...figure("risk", text), ...figure("model", model)];
};

const ofLadder = (row: LadderRow | undefined): ReadonlyArray<ShownFigure> =>
  row === undefined
    ? []
    : figure(
        "proposal",
        `${row.recommendation === "talk" ? "talk first" : actionText[row.recommendation]}: ${row.because}`,
      );

/**
 * The figures of a client as reports show them as of a day: what a decision was made on. What there is no figure of yet is
 * left out.
 */
export const decidedOn = (reports: ReportReads, client: string, asOf: string) =>
  Effect.gen(function* () {
    const money = yield* reports.profitability({ client, asOf, limit: 1 });
    const risk = yield* reports.clientRisk(client, asOf);
    const ladder = yield* reports.ladder({ client, asOf, limit: 1 });
    return [...ofMoney(money), ...ofRisk(risk.client), ...ofLadder(ladder.items[0])];
  }).pipe(Effect.catchTag("UnknownClient", () => Effect.succeed<ReadonlyArray<ShownFigure>>([])));
