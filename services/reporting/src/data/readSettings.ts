import { DirectoryEvent } from "@rapport/contracts/Directory";
import type { SettingArea, SettingRow, SettingsAnswer } from "@rapport/contracts/http/data/Settings";
import { alertSettings } from "@rapport/domain/economics/settings/alertSettings";
import { settingDefinition } from "@rapport/domain/economics/settings/checkSetting";
import { decisionSettings } from "@rapport/domain/economics/settings/decisionSettings";
import { type SettingKey, settingDefinitions } from "@rapport/domain/economics/settings/definitions";
import { economicSettings } from "@rapport/domain/economics/settings/economicSettings";
import { foldEconomics } from "@rapport/domain/economics/settings/foldEconomics";
import { resolveSettings, settingSaidOn } from "@rapport/domain/economics/settings/resolveSettings";
import { riskSettings } from "@rapport/domain/economics/settings/riskSettings";
import { signalSettings } from "@rapport/domain/economics/settings/signalSettings";
import { query } from "@rapport/warehouse/Query";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import { resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";

const saidQuery = query({
  name: "settings-said",
  sql: `
    SELECT event FROM directory_event FINAL
    WHERE JSONExtractString(event, 'type') = 'setting.set'
    ORDER BY occurred_at, event_id`,
  params: z.object({}),
  row: z.object({ event: z.string().transform((json) => DirectoryEvent.parse(JSON.parse(json))) }),
});

/** Which part of the figures a setting belongs to. */
export const areaOf = (key: SettingKey): SettingArea => {
  if (Object.hasOwn(alertSettings, key) || key.startsWith("alert.")) return "alerts";
  if (Object.hasOwn(riskSettings, key)) return "risk";
  if (Object.hasOwn(decisionSettings, key)) return "decisions";
  if (Object.hasOwn(signalSettings, key)) return "signals";
  return Object.hasOwn(economicSettings, key) ? "economics" : "retention";
};

/** Who said it: commands say it as the machine's own user, the API in the session's name. */
const sayerOf = ({ source }: DirectoryEvent): string =>
  source.connector === "cli" ? "the command line" : source.account;

type Said = Extract<DirectoryEvent, { type: "setting.set" }>;

const rowOf = (key: SettingKey, events: ReadonlyArray<Said>, day: string): SettingRow => {
  const definition = settingDefinition(key);
  // Folded one by one, so that what the definition does not allow is left out of the history as of the values.
  const words = events.flatMap((event) => foldEconomics([event]).settings.map((word) => ({ event, word })));
  const said = words.map(({ word }) => word);
  const inForce = settingSaidOn(said, key, day);
  return {
    key,
    area: areaOf(key),
    means: definition.means,
    unit: definition.unit,
    value: resolveSettings(said, day).get(key) ?? "",
    isDefault: inForce === undefined,
    default: definition.default,
    source: inForce === undefined ? definition.source : inForce.source,
    from: inForce?.validFrom ?? null,
    dated: definition.dated !== false,
    least: definition.least ?? null,
    most: definition.most ?? null,
    choices: [...(definition.choices ?? [])],
    history: words
      .map(({ event, word }) => ({
        eventId: event.id,
        from: word.validFrom,
        value: word.value,
        source: word.source,
        saidAt: new Date(event.recordedAt).toISOString(),
        by: sayerOf(event),
        inForce: word === inForce,
      }))
      .toReversed(),
  };
};

/** Every setting as it holds on a day, in the order of the definitions. */
export const readSettings = (warehouse: Warehouse) =>
  Effect.fn("Reports.settings")(function* (
    asOfDay?: string,
  ): Effect.fn.Return<SettingsAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(asOfDay);
    const rows = yield* warehouse.query(saidQuery, {});
    const saidOf = Map.groupBy(
      rows.flatMap(({ event }) => (event.type === "setting.set" ? [event] : [])),
      ({ data }) => data.key,
    );
    const keys = Object.keys(settingDefinitions) as ReadonlyArray<SettingKey>;
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      settings: keys.map((key) => rowOf(key, saidOf.get(key) ?? [], asOf.day)),
    };
  });
