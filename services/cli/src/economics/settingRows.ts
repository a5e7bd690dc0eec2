import { settingDefinition } from "@rapport/domain/economics/settings/checkSetting";
import { settingDefinitions, type SettingKey } from "@rapport/domain/economics/settings/definitions";
import type { SettingSaid } from "@rapport/domain/economics/settings/foldEconomics";
import { resolveSettings, settingSaidOn } from "@rapport/domain/economics/settings/resolveSettings";

/** A setting as it holds on a day. */
export interface SettingRow {
  readonly key: SettingKey;
  readonly value: string;
  readonly unit: string;
  /** True where the definition's default holds. */
  readonly isDefault: boolean;
  readonly default: string;
  /** Since when it holds; null = since ever. */
  readonly from: string | null;
  readonly source: string;
  readonly means: string;
}

/** Every setting on that day (`YYYY-MM-DD`), in the order of the definitions. */
export const settingRows = (said: ReadonlyArray<SettingSaid>, day: string): ReadonlyArray<SettingRow> => {
  const values = resolveSettings(said, day);
  return (Object.keys(settingDefinitions) as ReadonlyArray<SettingKey>).map((key) => {
    const definition = settingDefinition(key);
    const word = settingSaidOn(said, key, day);
    return {
      key,
      value: values.get(key) ?? "",
      unit: definition.unit,
      isDefault: word === undefined,
      default: definition.default,
      from: word?.validFrom ?? null,
      source: word === undefined ? definition.source : word.source,
      means: definition.means,
    };
  });
};
