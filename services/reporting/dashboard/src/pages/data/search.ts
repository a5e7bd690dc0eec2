import type { DeadLetterRow } from "@rapport/contracts/http/data/DeadLetters";
import type { SettingArea } from "@rapport/contracts/http/data/Settings";
import { dataTexts } from "../../texts/en/data.ts";
import { settingsTexts } from "../../texts/en/settings.ts";

type Search = Readonly<Record<string, unknown>>;

const textOf = (search: Search, key: string): string | undefined => {
  const value = search[key];
  return typeof value === "string" && value !== "" ? value : undefined;
};
const oneOf = <T extends string>(texts: Readonly<Record<T, unknown>>, value: unknown): T | undefined =>
  typeof value === "string" && Object.hasOwn(texts, value) ? (value as T) : undefined;

const filled = <T extends object>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

export type LettersState = keyof typeof dataTexts.letters.states;

/** What the page of dead letters is asked for by its address. */
export const readLettersSearch = (search: Search) =>
  filled({
    letters: oneOf(dataTexts.letters.states, search["letters"]),
    code: oneOf<DeadLetterRow["code"]>(dataTexts.letters.codes, search["code"]),
    account: textOf(search, "account"),
  });

/** What the page of settings is asked for by its address: what is searched, and which setting is open. */
export const readSettingsSearch = (search: Search) =>
  filled({
    area: oneOf<SettingArea>(settingsTexts.areas, search["area"]),
    find: textOf(search, "find"),
    own: search["own"] === true ? (true as const) : undefined,
    setting: textOf(search, "setting"),
  });
