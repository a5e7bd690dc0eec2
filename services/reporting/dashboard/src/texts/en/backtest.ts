const names: Readonly<Record<string, string>> = {
  model: "the model",
  shipped: "as shipped",
  "base-rate": "base rate",
  gap: "gap alone",
  "recency-frequency": "recency, frequency",
  "own-list": "own list",
};

/** The page that says how well it was foretold who leaves. */
export const backtestTexts = {
  title: "How well it was foretold who leaves",
  /** What foretold, in a few words. */
  competitor: (name: string): string => names[name] ?? name,
  refused: "Not measured",
  controls: {
    label: "What is measured",
    horizon: "Weeks ahead",
    budget: "Clients that can be looked at",
    percent: (percent: number) => `${percent} %`,
    weeks: (weeks: number) => `${weeks} weeks`,
  },
  measured: (of: {
    readonly first: string;
    readonly last: string;
    readonly everyWeeks: number;
    readonly rows: string;
    readonly clients: string;
    readonly left: string;
    readonly horizonWeeks: number;
    readonly base: string;
  }) =>
    `From ${of.first} to ${of.last}, every ${of.everyWeeks} weeks, with what was known then: ${of.rows} client periods of ${of.clients} clients, ${of.left} of whom gave notice within ${of.horizonWeeks} weeks (${of.base} of the periods).`,
  leftOut: (censored: string, unsaid: string) =>
    `Left out: ${censored} periods that another end came into, ${unsaid} of clients too new to judge.`,
  brackets: "Figures in brackets: 95 of 100, drawing clients.",
  beside: {
    title: "Beside what is simpler",
    table: "Figures of the model and of what is simpler",
    heads: {
      name: "",
      auc: "AUC",
      logLoss: "Log-loss",
      brierSkill: "Brier skill",
      lift: "Lift in a tenth",
      share: "Of the most it could be",
      precision: "Precision",
      ahead: "Days ahead",
    },
    ahead: (days: string, foretold: number, left: number) => `${days} (${foretold} of ${left})`,
    better: "better",
    worse: "worse",
    even: "not to be told apart",
    line: (name: string, parts: string) => `The model beside ${name}: ${parts}.`,
    part: (what: string, told: string, value: string, low: string, high: string) =>
      `${what} ${told} (${value}, between ${low} and ${high})`,
    means: "What each of them is",
  },
  calibration: {
    ratio: (of: {
      readonly rows: number;
      readonly origins: number;
      readonly observed: number;
      readonly expected: string;
      readonly ratio: string;
      readonly low: string;
      readonly high: string;
      readonly within: boolean;
    }) =>
      `Of ${of.rows} client periods from ${of.origins} ${of.origins === 1 ? "origin" : "origins"} whose horizons do not overlap: ${of.observed} left, ${of.expected} expected, ${of.ratio} of it; by chance alone between ${of.low} and ${of.high}${of.within ? "" : ": more than chance"}.`,
    noSlope: "The slope cannot be told.",
    slope: (slope: string, error: string) =>
      `Slope ${slope} ± ${error} (1 is right; below, chances are too extreme).`,
    spiegelhalter: (z: string) => `Spiegelhalter's Z ${z} (beyond ±1.96 is more than chance).`,
    error: (error: string, perfect: string) =>
      `Calibration error ${error}, where a perfect model has up to ${perfect}.`,
  },
  gains: {
    title: "Who left, among those ranked highest",
    note: "Share of those who left (up) among the highest so many of all clients (across). The dotted diagonal is chance.",
    looked: "looked at",
    found: "of those who left",
  },
  reliability: {
    title: "Foretold and came",
    note: "Client periods of much the same chance, by the model: what was foretold (across) and what came (up), with what it may as well be, 95 of 100. On the diagonal it is right.",
    foretold: "foretold",
    came: "came",
    heads: ["Mean chance", "Client periods", "Left", "Between"],
    between: (low: string, high: string) => `${low} … ${high}`,
  },
  origins: {
    title: "From origin to origin",
    note: "Clients that leave within the horizon: expected by the model, and who left.",
    expected: "expected",
    left: "left",
    heads: ["Origin", "Clients", "Expected", "Left"],
  },
} as const;
