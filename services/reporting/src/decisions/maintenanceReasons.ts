import type { MaintenanceMeasure, MaintenanceRow } from "@rapport/contracts/http/decisions/Maintenance";

const measureTexts: Readonly<Record<MaintenanceMeasure, string>> = {
  hoursByRevenue: "hours by revenue",
  contactsByRevenue: "messages and tickets by revenue",
  afterHours: "messages outside working hours",
  reopened: "reopened tickets",
  escalated: "escalated tickets",
  unbilled: "hours that nobody is billed for",
  moved: "moved and cancelled meetings",
  slowAnswers: "time their answers take",
};

/** A measure as people call it. */
export const measureText = (measure: MaintenanceMeasure): string => measureTexts[measure];

/** A ratio as people say it: `1.8 times`, `2.1 times`, `a third of`. */
const timesText = (ratio: number): string => `${ratio.toFixed(1)} times`;

const share = (percent: number): string => `${percent.toFixed(0)} %`;

type Figures = Omit<MaintenanceRow, "reasons">;

/** Ratios from which on a measure is worth saying. */
const worthSaying = 1.5;

const measureReasons = ({ measures }: Figures): ReadonlyArray<string> =>
  measures
    .filter(({ ratio }) => ratio >= worthSaying)
    .toSorted((a, b) => b.ratio - a.ratio)
    .slice(0, 3)
    .map(({ measure, ratio }) => `${measureTexts[measure]}: ${timesText(ratio)} its peers'`);

/** Why a client stands where it stands, the weightiest first. */
export const maintenanceReasons = (row: Figures): Array<string> => {
  const { ownCause, service, quarters, highMaintenance } = row;
  const [last] = quarters;
  return [
    ...(ownCause.ours
      ? [
          `our own rework and unanswered requests explain ${share(ownCause.percent)} of its effort: repair before anything else`,
        ]
      : []),
    ...(highMaintenance && last !== undefined
      ? [
          `much effort and little return in two quarters: cost to serve above three quarters of its peers with ${share(last.ratioAbovePercent)}, contribution below the hurdle with ${share(last.contributionBelowPercent)}`,
        ]
      : []),
    ...(service.level === "over" && service.paidFor !== null
      ? [`costs ${timesText(service.paidFor)} what its revenue pays for at the margin aimed at`]
      : []),
    ...(service.level === "under" && service.paidFor !== null
      ? [`gets ${timesText(service.paidFor)} what its revenue pays for at the margin aimed at`]
      : []),
    ...(service.neglected && service.answersByPeers !== null
      ? [`our answers take ${timesText(service.answersByPeers)} as long as to its peers`]
      : []),
    ...measureReasons(row),
  ];
};
