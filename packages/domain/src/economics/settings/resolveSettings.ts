import type { EffortSettings } from "../effort/EffortMonth.ts";
import { settingDefinition } from "./checkSetting.ts";
import { settingDefinitions, type SettingKey } from "./definitions.ts";
import type { SettingSaid } from "./foldEconomics.ts";

const keys = Object.keys(settingDefinitions) as ReadonlyArray<SettingKey>;

/** Since ever comes before every day. */
const fromOf = ({ validFrom }: SettingSaid): string => validFrom ?? "";

/** Of one key and one day the word said last; by key, in order of their days. */
const lastWords = (
  said: ReadonlyArray<SettingSaid>,
  knownAt: number,
): ReadonlyMap<SettingKey, ReadonlyArray<SettingSaid>> => {
  const wordsOf = new Map<SettingKey, Map<string, SettingSaid>>();
  for (const word of said) {
    // What does not change on a day is no part of a month that could be closed.
    if (word.recordedAt > knownAt && settingDefinition(word.key).dated !== false) continue;
    const words = wordsOf.get(word.key) ?? new Map<string, SettingSaid>();
    wordsOf.set(word.key, words.set(fromOf(word), word));
  }
  const byDay = (a: SettingSaid, b: SettingSaid): number => (fromOf(a) < fromOf(b) ? -1 : 1);
  return new Map([...wordsOf].map(([key, words]) => [key, [...words.values()].toSorted(byDay)] as const));
};

/** The word about a setting that holds on a day, undefined for its default; see `settingsByDay`. */
export const settingSaidOn = (
  said: ReadonlyArray<SettingSaid>,
  key: SettingKey,
  day: string,
  knownAt: number = Number.POSITIVE_INFINITY,
): SettingSaid | undefined => {
  const word = lastWords(said, knownAt)
    .get(key)
    ?.findLast((one) => fromOf(one) <= day);
  return word?.value === null ? undefined : word;
};

/**
 * Every setting's value on a day (`YYYY-MM-DD`), by key: of what was said of it by `knownAt` (UTC ms; everything when
 * left out) the word with the latest day on or before, of one day the one said last; its definition's default where
 * there is none or it took the setting back. Days between two changes share one map, so that it may be a key.
 */
export const settingsByDay = (
  said: ReadonlyArray<SettingSaid>,
  knownAt: number = Number.POSITIVE_INFINITY,
): ((day: string) => EffortSettings) => {
  const words = lastWords(said, knownAt);
  const changes = [...new Set([...words.values()].flat().map(fromOf))].toSorted();
  const spans = new Map<string, EffortSettings>();
  return (day) => {
    const span = changes.findLast((from) => from <= day) ?? "";
    const known = spans.get(span);
    if (known !== undefined) return known;
    const valueOf = (key: SettingKey): string =>
      words.get(key)?.findLast((word) => fromOf(word) <= span)?.value ?? settingDefinitions[key].default;
    const values = new Map(keys.map((key) => [key, valueOf(key)] as const));
    spans.set(span, values);
    return values;
  };
};

/** `settingsByDay` of one day. */
export const resolveSettings = (
  said: ReadonlyArray<SettingSaid>,
  day: string,
  knownAt: number = Number.POSITIVE_INFINITY,
): EffortSettings => settingsByDay(said, knownAt)(day);

/** A numeric setting in its definition's unit. */
export const settingNumber = (settings: EffortSettings, key: SettingKey): number =>
  Number(settings.get(key) ?? settingDefinitions[key].default);

/** The words of a list. */
export const settingList = (settings: EffortSettings, key: SettingKey): ReadonlyArray<string> =>
  (settings.get(key) ?? settingDefinitions[key].default).split(", ").filter((word) => word !== "");

/** The currency everything is reported in, where it was said; null while the invoices decide. */
export const saidReportingCurrency = (said: ReadonlyArray<SettingSaid>): string | null =>
  said.findLast(({ key }) => key === "currency.reporting")?.value ?? null;
