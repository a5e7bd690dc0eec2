import type { DecisionsHead } from "@rapport/contracts/http/decisions/head";
import type { EffortSettings } from "@rapport/domain/economics/effort/EffortMonth";
import { resolveSettings, settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { readTerms } from "@rapport/economics/terms/readTerms";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { AsOf } from "../AsOf.ts";
import { readFirmConfigured } from "../read/firm.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { reportingCurrency } from "../economics/headQueries.ts";
import type { Days } from "./spans.ts";

export interface Settled {
  readonly head: DecisionsHead;
  /** The settings that hold on the as-of day. */
  readonly settings: EffortSettings;
  /** Of revenue, the margin aimed at and the hurdle: shares. */
  readonly marginTarget: number;
  readonly hurdle: number;
}

/** What an answer about decisions says of itself, and the settings it is made with. */
export const readDecisionHead = (
  warehouse: Warehouse,
  asOf: AsOf,
  days: Days,
  week: string | null,
): Effect.Effect<Settled, WarehouseError> =>
  Effect.gen(function* () {
    const [firmConfigured, currency, terms] = yield* Effect.all(
      [
        readFirmConfigured(warehouse),
        warehouse.query(reportingCurrency, {}),
        Effect.provideService(readTerms, WarehouseReader, warehouse),
      ],
      { concurrency: "unbounded" },
    );
    const settings = resolveSettings(terms.said.settings, asOf.day);
    const marginTargetPercent = settingNumber(settings, "margin.target");
    const hurdlePercent = settingNumber(settings, "margin.hurdle");
    const head = {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      from: days.from,
      to: days.last,
      week,
      currency: currency[0]?.currency || null,
      marginTargetPercent,
      hurdlePercent,
    };
    return { head, settings, marginTarget: marginTargetPercent / 100, hurdle: hurdlePercent / 100 };
  });
