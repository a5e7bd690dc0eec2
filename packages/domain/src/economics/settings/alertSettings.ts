import type { SettingDefinition } from "./SettingDefinition.ts";

const judgement = "judgement; replace it by your own figure";

/** When an alert is told, and when it is over. */
export const alertSettings = {
  "alert.band": {
    unit: "choice",
    choices: ["raised", "high"],
    dated: false,
    means: "the least band of risk that is told of",
    default: "high",
    source: judgement,
  },
  "alert.open.weeks": {
    unit: "weeks",
    least: 1,
    most: 52,
    dated: false,
    means: "weeks in a row in it before a client is told of",
    default: "1",
    source: judgement,
  },
  "alert.close.weeks": {
    unit: "weeks",
    least: 1,
    most: 52,
    dated: false,
    means: "weeks in a row below it before an alert is over; a risk that comes back sooner is not told again",
    default: "6",
    source: judgement,
  },
  "alert.disagree.weeks": {
    unit: "weeks",
    least: 1,
    most: 52,
    dated: false,
    means: "weeks in a row that risk and money disagree before it is told",
    default: "4",
    source: judgement,
  },
  "alert.money.fallen": {
    unit: "percent",
    least: 0,
    most: 100,
    dated: false,
    means:
      "of an average quarter of the year before (and of the same weeks a year ago), at or below which revenue of 13 weeks has fallen",
    default: "50",
    source: "partial churn: design 04 §2.2",
  },
  "alert.money.sound": {
    unit: "percent",
    least: 0,
    most: 1000,
    dated: false,
    means: "of the same average quarter, at or above which revenue is what it was or more",
    default: "100",
    source: judgement,
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
