import type { FirmTerms } from "@rapport/domain/decisions/ladder/ClientCase";
import { quarterlySurvival } from "@rapport/domain/economics/money/lifetimeValue";
import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { survivalOf } from "../economics/lifetimeFigures.ts";
import { clientLives } from "../economics/lifetimeQueries.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { EffortSettings } from "@rapport/domain/economics/effort/EffortMonth";
import type { ClientMoney } from "./readMoney.ts";
import { sumsOf } from "./readMoney.ts";
import type { Days } from "./spans.ts";

const hourSeconds = 3600;

/** What holds for the whole firm: how many stay, and what an hour costs and leaves over the days of the money. */
export const readFirmTerms = (
  warehouse: Warehouse,
  days: Days,
  money: ClientMoney,
  settings: EffortSettings,
): Effect.Effect<FirmTerms, WarehouseError> =>
  Effect.map(warehouse.query(clientLives, { last: days.last }), (lives) => {
    const { endedClients, clientQuarters } = survivalOf(lives);
    const all = sumsOf([...money.months.values()].flat());
    const hours = all.effortSeconds / hourSeconds;
    return {
      quarterlyChurn: 1 - quarterlySurvival(endedClients, clientQuarters),
      discountPerYear: settingNumber(settings, "capital.cost") / 100,
      hourCostMinor: hours === 0 ? 0 : Math.round(all.labourMinor / hours),
      hourMarginMinor: hours === 0 ? 0 : Math.max(0, Math.round((all.revenueMinor - all.costMinor) / hours)),
    };
  });
