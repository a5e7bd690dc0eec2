import type { SettingDefinition } from "./SettingDefinition.ts";

const judgement = "judgement; replace it by your own figure";

/** What actions are believed to do, and when a client is in question. */
export const decisionSettings = {
  "effect.repair.hazard": {
    unit: "factor",
    least: 0,
    most: 10,
    means: "what repair makes of the hazard",
    default: "0.75",
    source: judgement,
  },
  "effect.repair.hours": {
    unit: "factor",
    least: 0,
    most: 1000,
    means: "hours a repair takes",
    default: "8",
    source: judgement,
  },
  "effect.reprice.price": {
    unit: "percent",
    least: -100,
    most: 1000,
    means: "what a new price adds",
    default: "10",
    source: judgement,
  },
  "effect.reprice.accepted": {
    unit: "share",
    least: 0,
    most: 1,
    means: "how likely a new price is accepted",
    default: "0.7",
    source: judgement,
  },
  "effect.reprice.refused": {
    unit: "factor",
    least: 0,
    most: 10,
    means: "what a refused price makes of the hazard",
    default: "2",
    source: judgement,
  },
  "effect.boundaries.effort": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "effort that boundaries save",
    default: "25",
    source: judgement,
  },
  "effect.boundaries.hazard": {
    unit: "factor",
    least: 0,
    most: 10,
    means: "what boundaries make of the hazard",
    default: "1.1",
    source: judgement,
  },
  "effect.hand_over.revenue": {
    unit: "percent",
    least: 0,
    most: 100,
    means: "revenue lost in the year after a hand-over",
    default: "15",
    source: "13 to 18 % of annual sales after a change of representative: Shi 2017",
  },
  "margin.hurdle": {
    unit: "percent",
    least: -100,
    most: 100,
    means: "net contribution of revenue below which a client returns little",
    default: "0",
    source: judgement,
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
