import type { SettingDefinition } from "./SettingDefinition.ts";

const judgement = "judgement; replace it by your own figure";

/** When a signal of the practice is one. */
export const signalSettings = {
  "signal.follow_up.days": {
    unit: "days",
    least: 1,
    most: 365,
    means: "after a ticket is solved or a complaint answered, days within which somebody follows up",
    default: "7",
    source: judgement,
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;
