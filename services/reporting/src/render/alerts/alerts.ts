import type { AlertRow, AlertsAnswer } from "@rapport/contracts/http/alerts/Alerts";
import { csv } from "../csv.ts";
import { amount } from "../economics/amounts.ts";
import { knownText } from "../economics/headLines.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";

const stateOf = ({ stateText, closedOn }: AlertRow): string =>
  stateText ?? (closedOn === null ? "told, stands" : `told, over ${closedOn}`);

const countsText = ({ total, told, overBudget, snoozed, budget }: AlertsAnswer): string =>
  `${total} ${total === 1 ? "alert" : "alerts"}: ${told} told, ${overBudget} dropped beyond ${budget} an owner and week, ${snoozed} snoozed.`;

const emptyText = ({ definition, week }: AlertsAnswer): string => {
  if (definition === "unconfirmed")
    return "Nobody has said what counts as leaving, so there is no risk to tell of: rapport setting set churn.definition contracts";
  return week === null ? "Nothing was scored yet." : "There is nothing to tell of.";
};

/** Alerts, newest first. */
export const alertsTable = (answer: AlertsAnswer): string => {
  const { currency } = answer;
  const head = `Alerts, as of ${answer.asOf}${knownText(answer.knownAt)}${currency === null ? "" : `, in ${currency}`}`;
  if (answer.items.length === 0) return [head, "", emptyText(answer)].join("\n");
  const rows = answer.items.map((row) => [
    row.raisedOn,
    row.client.name,
    row.ownerName ?? none,
    row.text,
    row.reasons[0]?.text ?? none,
    amount(row.revenueYearMinor, currency),
    stateOf(row),
  ]);
  const heads = ["raised", "client", "owner", "what", "why", "a year's revenue", "state"];
  return [
    head,
    "",
    table(heads, rows, ["left", "left", "left", "left", "left", "right", "left"]),
    "",
    countsText(answer),
  ].join("\n");
};

export const alertsCsv = ({ items, currency }: AlertsAnswer): string =>
  csv(
    [
      "id",
      "raisedOn",
      "kind",
      "cause",
      "clientId",
      "client",
      "owner",
      "ownerName",
      "text",
      "band",
      "chancePercent",
      "reason",
      "currency",
      "revenueYearMinor",
      "revenueTrendPercent",
      "state",
      "stateText",
      "closedOn",
    ],
    items.map((row) => [
      row.id,
      row.raisedOn,
      row.kind,
      row.cause,
      row.client.id,
      row.client.name,
      row.owner,
      row.ownerName,
      row.text,
      row.band,
      row.chancePercent,
      row.reasons[0]?.text ?? null,
      currency,
      row.revenueYearMinor,
      row.revenueTrendPercent,
      row.state,
      row.stateText,
      row.closedOn,
    ]),
  );
