import type {
  MaintenanceAnswer,
  MaintenanceMeasure,
  MaintenanceRow,
} from "@rapport/contracts/http/decisions/Maintenance";

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

/** Measures that are a rate by revenue. */
const byRevenue: ReadonlyArray<MaintenanceMeasure> = ["hoursByRevenue", "contactsByRevenue"];

const measureReasons = ({ measures }: Figures, money: boolean): ReadonlyArray<string> =>
  measures
    .filter(({ ratio }) => ratio >= worthSaying)
    .toSorted((a, b) => b.ratio - a.ratio)
    .slice(0, 3)
    .map(({ measure, ratio }) =>
      money || !byRevenue.includes(measure)
        ? `${measureTexts[measure]}: ${timesText(ratio)} its peers'`
        : `${measureTexts[measure]}: more than its peers'`,
    );

/** What it takes beside what it pays, where that is out of the usual. */
const moneyReasons = ({ service, quarters: [last], highMaintenance }: Figures): ReadonlyArray<string> => [
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
];

/** The same without a figure of money or of its share. */
const reasonsWithoutMoney = ({ service, highMaintenance }: Figures): ReadonlyArray<string> => [
  ...(highMaintenance ? ["much effort and little return in two quarters"] : []),
  ...(service.level === "over" ? ["costs more than its revenue pays for at the margin aimed at"] : []),
  ...(service.level === "under" ? ["gets less than its revenue pays for at the margin aimed at"] : []),
];

/** Why a client stands where it stands, the weightiest first; `money`: whether figures of it may be told. */
export const maintenanceReasons = (row: Figures, { money } = { money: true }): Array<string> => {
  const { ownCause, service } = row;
  return [
    ...(ownCause.ours
      ? [
          `our own rework and unanswered requests explain ${share(ownCause.percent)} of its effort: repair before anything else`,
        ]
      : []),
    ...(money ? moneyReasons(row) : reasonsWithoutMoney(row)),
    ...(service.neglected && service.answersByPeers !== null
      ? [`our answers take ${timesText(service.answersByPeers)} as long as to its peers`]
      : []),
    ...measureReasons(row, money),
  ];
};

/** Who takes much and why, for a reader who may not see money: what a client pays could be worked out of its ratios. */
export const maintenanceWithoutMoney = (answer: MaintenanceAnswer): MaintenanceAnswer => ({
  ...answer,
  items: answer.items.map((row) => ({ ...row, reasons: maintenanceReasons(row, { money: false }) })),
});
