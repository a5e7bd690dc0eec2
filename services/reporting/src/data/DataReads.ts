import type { SettingPreview, SettingsAnswer } from "@rapport/contracts/http/data/Settings";
import type { Refusal } from "@rapport/runtime/Failure";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { PreviewRequest } from "./preview/previewSetting.ts";

/** What figures are made of, and by. */
export interface DataReads {
  /** Every setting as it holds on a day, with its history. */
  settings(asOf?: string): Effect.Effect<SettingsAnswer, WarehouseError>;
  /** What another value would change; nothing is written. */
  settingPreview(request: PreviewRequest): Effect.Effect<SettingPreview, WarehouseError | Refusal>;
}
