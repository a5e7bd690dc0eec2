import type { CompetitorAnswer } from "@rapport/contracts/http/risk/Backtest";
import { describe, expect, it } from "vitest";
import { roundUp } from "./plots.ts";
import { readBacktestSearch } from "./search.ts";
import { besideLines, digits, estimatedText } from "./sentences.ts";

const behind = (value: number, low: number, high: number) => ({ value, low, high });
const competitor = (name: string, over: Partial<CompetitorAnswer> = {}): CompetitorAnswer => ({
  name,
  means: "",
  auc: null,
  aucBehind: null,
  logLoss: null,
  logLossBehind: null,
  brier: null,
  brierSkill: null,
  lift: null,
  liftMost: null,
  liftShareOfMostPercent: null,
  precision: null,
  precisionOverBase: null,
  calibration: null,
  leadTime: null,
  gains: [],
  ...over,
});

describe("the model beside the others", () => {
  it("is better, worse or not to be told apart by the interval, not by the value", () => {
    const lines = besideLines({
      competitors: [
        competitor("model"),
        competitor("gap", { aucBehind: behind(0.2, 0.05, 0.4) }),
        competitor("shipped", { aucBehind: behind(0.2, -0.05, 0.4) }),
        competitor("own-list", {
          aucBehind: behind(-0.2, -0.4, -0.1),
          logLossBehind: behind(0.1, 0.05, 0.2),
        }),
        competitor("base-rate"),
      ],
    });
    expect(lines).toEqual([
      "The model beside gap alone: AUC better (0.2000, between 0.0500 and 0.4000).",
      "The model beside as shipped: AUC not to be told apart (0.2000, between -0.0500 and 0.4000).",
      "The model beside own list: log-loss better (0.1000, between 0.0500 and 0.2000); AUC worse (-0.2000, between -0.4000 and -0.1000).",
    ]);
  });
  it("has numbers without a negative nought, and intervals where there are any", () => {
    expect(digits(-0.0001, 2)).toBe("0.00");
    expect(estimatedText({ value: 0.5, low: null, high: null }, 1)).toBe("0.5");
    expect(estimatedText(null)).toBe("–");
  });
});

describe("the plots", () => {
  it("end at the next round figure", () => {
    expect([0.3, 1, 13.6, 21, 95].map(roundUp)).toEqual([0.4, 1, 20, 40, 100]);
  });
  it("are of what the address says, where that can be", () => {
    expect(readBacktestSearch({ horizonWeeks: 26, budgetPercent: 101 })).toEqual({
      horizonWeeks: 26,
      budgetPercent: undefined,
    });
  });
});
