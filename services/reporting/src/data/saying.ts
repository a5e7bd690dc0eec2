import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { SettingChanged } from "@rapport/contracts/http/data/Settings";
import {
  checkSetting,
  isSettingKey,
  settingDefinition,
} from "@rapport/domain/economics/settings/checkSetting";
import { type SettingKey, settingDefinitions } from "@rapport/domain/economics/settings/definitions";
import type { EconomicsDirectory, SettingSaid } from "@rapport/domain/economics/settings/foldEconomics";
import { settingChange, settingChangeText } from "@rapport/domain/economics/settings/settingChange";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";

export interface AskedSetting {
  readonly key: string;
  /** Null or absent: back to the default. */
  readonly value?: string | null | undefined;
  readonly from?: string | null | undefined;
}

export interface WantedSetting {
  readonly key: SettingKey;
  /** In the one form of its unit. */
  readonly value: string | null;
  readonly from: string | null;
}

const refuse = (what: string, action: string) => Effect.fail(usageError(what, action));

/** What was asked for, checked by the setting's definition. */
export const wantedSetting = ({ key, value, from }: AskedSetting): Effect.Effect<WantedSetting, Refusal> => {
  if (!isSettingKey(key))
    return refuse(
      `There is no setting called ${key}`,
      `There are ${Object.keys(settingDefinitions).length}: GET /v1/settings.`,
    );
  const definition = settingDefinition(key);
  const day = from ?? null;
  if (day !== null && definition.dated === false)
    return refuse(`${key} holds for all days at once`, "Leave the first day out.");
  if (day !== null && (day < "1900-01-01" || day > "2299-12-31"))
    return refuse(`${day} is too far away`, "Days from 1900 to 2299 can be named.");
  if (value === null || value === undefined) return Effect.succeed({ key, value: null, from: day });
  const checked = checkSetting(key, value);
  return checked.ok
    ? Effect.succeed({ key, value: checked.value, from: day })
    : refuse(`${key}: "${value}" ${checked.reason}`, `It means: ${definition.means}.`);
};

/** What it changes of the setting, beside everything said before. */
export const changeOf = (
  said: EconomicsDirectory,
  { key, value, from }: WantedSetting,
  recordedAt: number,
): SettingChanged => {
  const word: SettingSaid = { key, validFrom: from, value, source: "", recordedAt };
  const change = settingChange(said, word);
  return {
    key,
    value,
    from,
    until: change.until,
    before: change.before,
    after: change.after,
    closedMonths: [...change.closed],
    text: settingChangeText(change),
  };
};

/** The event that would say it now, behind everything said before: for working out what it would change. */
export const eventSaying = ({ key, value, from }: WantedSetting, at: number): DirectoryEvent => ({
  type: "setting.set",
  version: 1,
  id: "f".repeat(32),
  source: { connector: "preview", account: "preview", file: "", position: "" },
  occurredAt: at,
  recordedAt: at,
  parties: [],
  members: [],
  data: { key, validFrom: from, value, source: "" },
});
