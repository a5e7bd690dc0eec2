import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";
import { noticeDays } from "./decisionQueries.ts";
import type { Portfolio } from "./readPortfolio.ts";

/**
 * Weeks from a decision to part until the last day: up to the next day on which notice can be given, and the contract's
 * notice from there; by setting where no contract says it.
 */
export const readNoticeWeeks = (
  warehouse: Warehouse,
  { asOf, courses, settled }: Portfolio,
): Effect.Effect<(party: string) => number, WarehouseError> =>
  Effect.map(warehouse.query(noticeDays, { day: asOf.day }), (rows) => {
    const days = new Map(rows.map((row) => [row.party, row.days] as const));
    const otherwise = settingNumber(settled.settings, "part_ways.notice");
    return (party) => {
      const notice = days.get(party);
      if (notice === undefined) return otherwise;
      const deadline = courses.get(party)?.weeks.at(-1)?.noticeDeadlineDays ?? 0;
      return Math.ceil((Math.max(0, deadline) + notice) / 7);
    };
  });
