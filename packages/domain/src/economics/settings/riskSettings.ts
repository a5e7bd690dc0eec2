import type { SettingDefinition } from "./SettingDefinition.ts";

const judgement = "judgement; replace it by your own figure";

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
} as const satisfies Readonly<Record<string, SettingDefinition>>;
