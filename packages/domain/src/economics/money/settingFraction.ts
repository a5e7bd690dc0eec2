import type { EffortSettings } from "../effort/EffortMonth.ts";
import { settingDefinitions, type SettingKey } from "../settings/definitions.ts";
import { decimalFraction, type Fraction } from "./Fraction.ts";

/** A numeric setting exactly, in its definition's unit. */
export const settingFraction = (settings: EffortSettings, key: SettingKey): Fraction =>
  decimalFraction(settings.get(key) ?? settingDefinitions[key].default);
