import type { Alert } from "@rapport/domain/decisions/alerts/Alert";

const percent = (milli: number): string => `${Math.round(milli / 10)} %`;

/** How high it is, as far as that may be told of the week. */
const riskText = ({ shown, band, cause, chanceMicro }: Alert): string => {
  if (shown === "rank") return "what it was";
  const state = cause === "risk_high" ? "high" : cause === "risk_raised" ? "raised" : band;
  const chance = cause !== "money_without_risk" && shown === "percent";
  return chance ? `${state}: ${Math.round(chanceMicro / 10_000)} % within a quarter` : state;
};

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
      return `${again}the risk that they give notice is ${riskText(alert)}`;
    case "risk_without_money":
      return `${again}the risk is ${riskText(alert)}, and ${moneyText(alert)} does not show it: they pay as before`;
    case "money_without_risk":
      return `${again}${moneyText(alert)} has fallen, and the risk, ${riskText(alert)}, does not show it: they talk as before`;
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
