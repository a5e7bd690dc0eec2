import { Effect } from "effect";
import { deriveEffortMonth } from "@rapport/domain/economics/effort/deriveEffortMonth";
import type { Calibration } from "@rapport/domain/economics/effort/EffortMonth";
import { deriveMoney } from "@rapport/domain/economics/money/deriveMoney";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { editionsNamed } from "../editions/editions.ts";
import { monthNumber } from "../editions/tables.ts";
import { readCalibrations } from "../effort/Calibrations.ts";
import { momentOf } from "../facts/moments.ts";
import { readFacts } from "../facts/readFacts.ts";
import { moneyTerms } from "../money/moneyTerms.ts";
import { readMoneyDocuments } from "../money/readMoneyDocuments.ts";
import { readTerms } from "../terms/readTerms.ts";
import { termsOfMonth } from "../terms/termsOfMonth.ts";
import { joinSums, type MonthSums, sumContributions } from "./MonthSums.ts";

/** A month as it would come out if it were closed or restated now. */
export interface MonthAfresh {
  readonly calibration: Calibration;
  readonly sums: MonthSums;
  /** "" while there is none. */
  readonly reportingCurrency: string;
}

/**
 * Derives a month (`2026-10`) in memory by all that is known now, as if it had never been closed; changes nothing.
 * `at` is the clock of deriving, UTC ms. The books must be up to date: calibration looks at the months before.
 */
export const monthAfresh = (
  month: string,
  at: number,
): Effect.Effect<MonthAfresh, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const known = yield* readTerms;
    const closings = new Map([...known.said.closings].filter(([closed]) => closed !== month));
    const terms = { ...known, said: { ...known.said, closings } };
    const monthTerms = termsOfMonth(terms, month);
    const named = yield* editionsNamed;
    const calibrations = yield* readCalibrations(
      named.filter(({ book }) => book === "effort").map(({ edition }) => edition),
    );
    const calibration = calibrations.of(monthNumber(month), monthTerms);
    const factsOf = yield* readFacts(month, month, momentOf(at), terms.staff.memberOf);
    const { people, workingDays, overheads, settingsOn } = monthTerms;
    const effort = deriveEffortMonth({
      ...factsOf(month),
      month,
      people,
      workingDays,
      overheads,
      calibration,
      settingsOn,
    });
    const today = new Date(at).toISOString().slice(0, 10);
    const money = deriveMoney(yield* readMoneyDocuments, moneyTerms(terms, today));
    return {
      calibration,
      sums: joinSums(sumContributions(month, effort.contributions), sumContributions(month, money)),
      reportingCurrency: terms.reportingCurrency,
    };
  });
