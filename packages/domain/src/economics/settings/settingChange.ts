import type { SettingKey } from "./definitions.ts";
import type { EconomicsDirectory, SettingSaid } from "./foldEconomics.ts";
import { resolveSettings } from "./resolveSettings.ts";

/** What saying a word about a setting changes. */
export interface SettingChange {
  readonly key: SettingKey;
  /** From this day on; null = since ever. */
  readonly from: string | null;
  /** The first day on which another word holds again; null = for good. */
  readonly until: string | null;
  /** The values of the first day, "" for none. */
  readonly before: string;
  readonly after: string;
  /** Closed months in between: they stay as they were closed. */
  readonly closed: ReadonlyArray<string>;
}

const sinceEver = "1900-01-01";

/** The change that `word`, said after everything else, makes. */
export const settingChange = (said: EconomicsDirectory, word: SettingSaid): SettingChange => {
  const day = word.validFrom ?? sinceEver;
  const valueOn = (settings: ReadonlyArray<SettingSaid>): string =>
    resolveSettings(settings, day).get(word.key) ?? "";
  const later = said.settings
    .flatMap(({ key, validFrom }) =>
      key === word.key && validFrom !== null && validFrom > day ? [validFrom] : [],
    )
    .toSorted();
  const until = later[0] ?? null;
  const touched = (month: string): boolean =>
    `${month}-31` >= day && (until === null || `${month}-01` < until);
  return {
    key: word.key,
    from: word.validFrom,
    until,
    before: valueOn(said.settings),
    after: valueOn([...said.settings, word]),
    closed: [...said.closings.keys()].filter(touched).toSorted(),
  };
};

/** Months in order, in a few words. */
export const monthsText = (months: ReadonlyArray<string>): string =>
  months.length <= 6 ? months.join(", ") : `${months[0]} to ${months.at(-1)} (${months.length} of them)`;

const shown = (value: string): string => (value === "" ? "unset" : value);

/** The change in a few lines. */
export const settingChangeText = ({ key, from, until, before, after, closed }: SettingChange): string => {
  const days = [
    ...(from === null ? [] : [`from ${from} on`]),
    ...(until === null ? [] : [`until ${until}, when another value was set`]),
  ];
  const when = days.length === 0 ? "for all days" : days.join(", ");
  const lines = [`${key}: ${shown(before)} becomes ${shown(after)} ${when}.`];
  if (closed.length > 0) {
    lines.push(
      `Months that are closed stay as they were closed: ${monthsText(closed)}.`,
      `Take it into one of them with: rapport month restate ${closed[0]} --reason "…"`,
    );
  }
  return lines.join("\n");
};
