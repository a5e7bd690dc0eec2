import type { Alert } from "@rapport/domain/decisions/alerts/Alert";

const percent = (milli: number): string => `${Math.round(milli / 10)} %`;

const chanceText = ({ shown, chanceMicro }: Alert): string =>
  shown === "percent" ? `: ${Math.round(chanceMicro / 10_000)} % within a quarter` : "";

const moneyText = ({ revenueTrendMilli }: Alert): string =>
  revenueTrendMilli === null
    ? "revenue"
    : `revenue of 13 weeks, ${percent(revenueTrendMilli)} of a usual quarter,`;

/** What has changed, in one line without the client's name. */
export const alertText = (alert: Alert): string => {
  const again = alert.again ? "still, after its snooze: " : "";
  switch (alert.cause) {
    case "risk_raised":
    case "risk_high":
      return `${again}the risk that they give notice is ${alert.cause === "risk_high" ? "high" : "raised"}${chanceText(alert)}`;
    case "risk_without_money":
      return `${again}the risk is ${alert.band}${chanceText(alert)}, and ${moneyText(alert)} does not show it: they pay as before`;
    case "money_without_risk":
      return `${again}${moneyText(alert)} has fallen, and the risk, ${alert.band}, does not show it: they talk as before`;
  }
};

/** Why it was not told; null where it was. */
export const stateText = (alert: Alert, budget: number): string | null => {
  switch (alert.state) {
    case "told":
      return null;
    case "over_budget":
      return `dropped: ${alert.owner === "" ? "clients without an owner had" : `${alert.owner} had`} ${budget} that week with more at stake`;
    case "snoozed":
      return `snoozed by ${alert.snoozeId ?? "a word"}`;
  }
};
