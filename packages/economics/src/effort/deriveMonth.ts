import { Effect } from "effect";
import { deriveEffortMonth } from "@rapport/domain/economics/effort/deriveEffortMonth";
import type { Calibration, EffortMonth } from "@rapport/domain/economics/effort/EffortMonth";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { type MonthFacts, readFacts } from "../facts/readFacts.ts";
import type { Staff } from "../terms/readStaff.ts";
import type { MonthTerms } from "../terms/termsOfMonth.ts";

/** A month of the effort book from its facts, by its terms. */
export const effortFrom = (
  facts: MonthFacts,
  { month, people, workingDays, overheads, settingsOn }: MonthTerms,
  calibration: Calibration,
): EffortMonth =>
  deriveEffortMonth({ ...facts, month, people, workingDays, overheads, calibration, settingsOn });

/** The same from the facts as they are now; nothing is written. `at`: the moment by which meetings were held. */
export const effortOf = (
  terms: MonthTerms,
  staff: Staff,
  calibration: Calibration,
  at: string,
): Effect.Effect<EffortMonth, WarehouseError, WarehouseReader> =>
  Effect.map(readFacts(terms.month, terms.month, at, staff.memberOf), (factsOf) =>
    effortFrom(factsOf(terms.month), terms, calibration),
  );
