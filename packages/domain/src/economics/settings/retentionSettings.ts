import type { SettingDefinition } from "./SettingDefinition.ts";

const judgement = "judgement; replace it by your own figure";

/** Retention and alerts. */
export const retentionSettings = {
  "alert.budget": {
    unit: "count",
    least: 0,
    most: 1000,
    means: "alerts an owner gets in a week",
    default: "5",
    source: judgement,
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
