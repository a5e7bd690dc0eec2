import type { SettingPreview } from "@rapport/contracts/http/data/Settings";
import type { SettingKey } from "@rapport/domain/economics/settings/definitions";
import { resolveSettings } from "@rapport/domain/economics/settings/resolveSettings";
import { readTerms } from "@rapport/economics/terms/readTerms";
import type { Refusal } from "@rapport/runtime/Failure";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type AsOf, readNow, resolveAsOf } from "../../AsOf.ts";
import type { Warehouse } from "../../read/Warehouse.ts";
import { areaOf } from "../readSettings.ts";
import { type AskedSetting, changeOf, eventSaying, wantedSetting } from "../saying.ts";
import { booksEffect } from "./booksEffect.ts";
import { alertsEffect, ladderEffect, maintenanceEffect } from "./decisionEffects.ts";
import { readerSaying } from "./readerSaying.ts";
import { riskEffect } from "./riskEffect.ts";
import { signalsEffect } from "./signalsEffect.ts";

export interface PreviewRequest extends AskedSetting {
  readonly asOf?: string | undefined;
}

type EffectName = "books" | "risk" | "ladder" | "maintenance" | "alerts" | "signals";

/** The settings that the margin of a client is held against, and what time and money to come are worth. */
const alsoDecisions: Readonly<Partial<Record<SettingKey, ReadonlyArray<EffectName>>>> = {
  "margin.target": ["ladder", "maintenance"],
  "margin.hurdle": ["ladder", "maintenance"],
  "capital.cost": ["books", "ladder"],
};

const ofArea = {
  economics: ["books"],
  risk: ["risk"],
  decisions: ["ladder"],
  signals: ["signals"],
  retention: [],
  alerts: ["alerts"],
} as const satisfies Readonly<Record<string, ReadonlyArray<EffectName>>>;

const effectsOf = (key: SettingKey): ReadonlyArray<EffectName> => {
  const said = alsoDecisions[key];
  if (said !== undefined) return said;
  if (key.startsWith("maintenance.") || key.startsWith("service.")) return ["maintenance", "ladder"];
  return ofArea[areaOf(key)];
};

const notesOf = (effects: ReadonlyArray<EffectName>): ReadonlyArray<string> => {
  if (effects.includes("books"))
    return [
      "Risk, alerts and what to do about clients follow the books; what becomes of them is not worked out here.",
    ];
  if (effects.includes("risk"))
    return [
      "Alerts, revenue at risk and what to do about clients follow the scores; they are not worked out here.",
    ];
  return [];
};

interface Ground {
  readonly warehouse: Warehouse;
  readonly saying: Warehouse;
  readonly asOf: AsOf;
  readonly at: number;
  readonly key: SettingKey;
  readonly after: string;
}

const worked = (name: EffectName, { warehouse, saying, asOf, at, key, after }: Ground) =>
  Effect.gen(function* () {
    const termsOf = (reader: Warehouse) => Effect.provideService(readTerms, WarehouseReader, reader);
    switch (name) {
      case "books":
        return yield* booksEffect(warehouse, yield* termsOf(warehouse), yield* termsOf(saying), asOf, at);
      case "risk":
        return yield* riskEffect(warehouse, yield* termsOf(saying), asOf, at);
      case "ladder":
        return yield* ladderEffect(warehouse, saying, asOf.day);
      case "maintenance":
        return yield* maintenanceEffect(warehouse, saying, asOf.day);
      case "alerts":
        return yield* alertsEffect(warehouse, saying, asOf.day);
      case "signals":
        return yield* signalsEffect(warehouse, asOf.day, key, after);
    }
  });

/**
 * What a value would change, without saying it: the setting's own days, and the figures that are made with it, worked out by
 * the functions that make them. Of money the latest three whole months up to the day.
 */
export const previewSetting = (warehouse: Warehouse) =>
  Effect.fn("Reports.settingPreview")(function* (
    request: PreviewRequest,
  ): Effect.fn.Return<SettingPreview, WarehouseError | Refusal> {
    const wanted = yield* wantedSetting(request);
    const asOf = yield* resolveAsOf(request.asOf);
    const at = yield* readNow;
    const { said } = yield* Effect.provideService(readTerms, WarehouseReader, warehouse);
    const change = changeOf(said, wanted, at);
    const { key } = wanted;
    const saying = readerSaying(warehouse, eventSaying(wanted, at));
    const { said: saidThen } = yield* Effect.provideService(readTerms, WarehouseReader, saying);
    const after = resolveSettings(saidThen.settings, asOf.day).get(key) ?? "";
    const names = effectsOf(key);
    const effects = yield* Effect.forEach(names, (name) =>
      worked(name, { warehouse, saying, asOf, at, key, after }),
    );
    return { asOf: asOf.day, change, effects, notes: [...notesOf(names)] };
  });
