import { alertSettings } from "./alertSettings.ts";
import { decisionSettings } from "./decisionSettings.ts";
import { economicSettings } from "./economicSettings.ts";
import { retentionSettings } from "./retentionSettings.ts";
import { riskSettings } from "./riskSettings.ts";
import { signalSettings } from "./signalSettings.ts";

/**
 * The settings of the economics: what each means, its unit, default and where the default comes from. Values are
 * decimals as text, so that they are the same for everybody; choices are words. Each can be set anew from a day on
 * (`setting.set`), with a source of its own.
 */
export const settingDefinitions = {
  ...economicSettings,
  ...riskSettings,
  ...decisionSettings,
  ...signalSettings,
  ...retentionSettings,
  ...alertSettings,
} as const;

export type SettingKey = keyof typeof settingDefinitions;
