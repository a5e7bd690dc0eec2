import type { SettingRow } from "@rapport/contracts/http/data/Settings";
import { dayText } from "../../../format/days.ts";
import { settingsTexts as texts } from "../../../texts/en/settings.ts";

/** Units that say nothing beside their value. */
const silent: ReadonlySet<string> = new Set(["choice", "currency", "list", "factor", "share", "count"]);

/** A value with its unit. */
export const valueText = (value: string, unit: string): string =>
  value === "" ? texts.unset : silent.has(unit) ? value : `${value} ${unit === "percent" ? "%" : unit}`;

/** From when it holds. */
export const holdsText = ({ isDefault, from }: Pick<SettingRow, "isDefault" | "from">): string =>
  isDefault ? texts.isDefault : from === null ? texts.always : texts.from(dayText(from));
