import type { SettingDefinition } from "./SettingDefinition.ts";

const judgement = "judgement; replace it by your own figure";
const design = "design 04 §3.5";

/** What churn risk is figured with. */
export const riskSettings = {
  "churn.definition": {
    unit: "choice",
    choices: ["unconfirmed", "contracts", "said"],
    dated: false,
    means:
      "what counts as a client leaving: the notice that contracts show and what `rapport client end` says, or the latter alone; until it is confirmed no chance is shown",
    default: "unconfirmed",
    source: judgement,
  },
  "risk.least.weeks": {
    unit: "weeks",
    least: 1,
    most: 520,
    dated: false,
    means: "weeks of data below which a client is too new to judge",
    default: "8",
    source: design,
  },
  "risk.least.active_weeks": {
    unit: "weeks",
    least: 1,
    most: 520,
    dated: false,
    means: "weeks with contact of theirs below which a client is too new to judge",
    default: "3",
    source: design,
  },
  "risk.least.churns": {
    unit: "count",
    least: 0,
    most: 10_000,
    dated: false,
    means: "clients who left among those a model learnt from, below which a band is shown and no chance",
    default: "10",
    source: design,
  },
  "risk.interval.width": {
    unit: "percent",
    least: 1,
    most: 100,
    dated: false,
    means: "width of the 80 % interval of a chance, in points, above which a band alone is shown",
    default: "25",
    source: design,
  },
  "risk.interval.odds": {
    unit: "factor",
    least: 1,
    most: 1_000,
    dated: false,
    means: "upper over lower odds of the 80 % interval, above which a band alone is shown",
    default: "3",
    source: design,
  },
  "risk.band.low": {
    unit: "factor",
    least: 0,
    most: 1,
    dated: false,
    means: "of the odds of the firm's base rate, up to which a client's risk is low",
    default: "0.5",
    source: judgement,
  },
  "risk.band.raised": {
    unit: "factor",
    least: 1,
    most: 1_000,
    dated: false,
    means: "from which it is raised",
    default: "2",
    source: judgement,
  },
  "risk.band.high": {
    unit: "factor",
    least: 1,
    most: 1_000,
    dated: false,
    means: "from which it is high",
    default: "4",
    source: judgement,
  },
  "risk.prior": {
    unit: "choice",
    choices: ["released", "cautious"],
    dated: false,
    means:
      "what a fit believes of signals beyond contact, contract and payment before the firm's own data: what backtests over firms released, or never more than .1 per standard deviation",
    default: "released",
    source: "docs/models.md",
  },
  "risk.refit.weeks": {
    unit: "weeks",
    least: 1,
    most: 520,
    dated: false,
    means: "age of a fitted model from which another fit is due",
    default: "26",
    source: judgement,
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
