import { settingDefinitions, type SettingKey } from "./definitions.ts";
import type { SettingDefinition } from "./SettingDefinition.ts";

export type CheckedSetting =
  | { readonly ok: true; readonly value: string }
  /** What is wrong, as the end of a sentence about the value. */
  | { readonly ok: false; readonly reason: string };

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingDefinitions, key);

/** The definition of a setting, wide enough to ask it for bounds and choices. */
export const settingDefinition = (key: SettingKey): SettingDefinition => settingDefinitions[key];

const no = (reason: string): CheckedSetting => ({ ok: false, reason });

const checkNumber = (text: string, { least, most, unit }: SettingDefinition): CheckedSetting => {
  const match = /^(-?)0*(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null)
    return no(`is not a number of ${unit}; write it with a decimal point and no other marks, such as 0.5`);
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  const digits = fraction === "" ? match[2]! : `${match[2]}.${fraction}`;
  const value = `${match[1] !== "" && /[1-9]/.test(digits) ? "-" : ""}${digits}`;
  if (least !== undefined && Number(value) < least) return no(`is less than ${least} (${unit})`);
  if (most !== undefined && Number(value) > most) return no(`is more than ${most} (${unit})`);
  return { ok: true, value };
};

const checkList = (text: string): CheckedSetting => {
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return words.length === 0
    ? no("names nothing; put commas between the words")
    : { ok: true, value: [...new Set(words)].join(", ") };
};

/** A value as somebody wrote it, brought into one form (`0.50` is `0.5`, `usd` is `USD`), or why it cannot be. */
export const checkSetting = (key: SettingKey, written: string): CheckedSetting => {
  const definition = settingDefinition(key);
  const text = written.trim();
  switch (definition.unit) {
    case "choice": {
      const choices = definition.choices ?? [];
      return choices.includes(text) ? { ok: true, value: text } : no(`is none of ${choices.join(", ")}`);
    }
    case "currency":
      return /^[A-Za-z]{3}$/.test(text)
        ? { ok: true, value: text.toUpperCase() }
        : no("is not a currency's three letters, such as EUR");
    case "list":
      return checkList(text);
    default:
      return checkNumber(text, definition);
  }
};
