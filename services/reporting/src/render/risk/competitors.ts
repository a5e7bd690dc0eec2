const labels: Readonly<Record<string, string>> = {
  model: "the model",
  shipped: "as shipped",
  "base-rate": "base rate",
  gap: "gap alone",
  "recency-frequency": "recency, frequency",
  "own-list": "own list",
};

/** What a competitor of the backtest is called in tables. */
export const competitorLabel = (name: string): string => labels[name] ?? name;
